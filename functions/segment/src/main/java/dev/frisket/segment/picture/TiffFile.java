package dev.frisket.segment.picture;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the first full-size picture of a TIFF file: TIFF 6.0, with Adobe's supplements. */
final class TiffFile {

    /** None, three fax codings, LZW, old and new JPEG, deflate under two numbers, PackBits. */
    private static final Set<Integer> COMPRESSIONS =
            Set.of(TiffTag.UNCOMPRESSED, 2, 3, 4, 5, 6, TiffTag.JPEG, 8, 32946, 32773);

    private static final Set<Integer> READ =
            Stream.concat(TiffCodec.KEPT.stream(), TiffJpeg.READ.stream()).collect(Collectors.toUnmodifiableSet());
    private static final Set<Integer> FRACTIONS = Set.of(TiffTag.YCBCR_COEFFICIENTS, TiffTag.REFERENCE_BLACK_WHITE);
    /** BYTE, SHORT, LONG, and UNDEFINED, which is the type of tables. */
    private static final Set<Integer> WHOLE_TYPES = Set.of(1, 3, 4, 7);

    private final TiffDirectory directory;

    private TiffFile(TiffDirectory directory) {
        this.directory = directory;
    }

    static CodedPicture open(Bytes file) throws PictureException {
        TiffDirectory directory = TiffPages.firstPicture(file);
        TiffFile tiff = new TiffFile(directory);
        tiff.mustBeReadInOneWay();
        tiff.mustBeWhole();
        tiff.mustBeUsual();
        int compression = directory.number(TiffTag.COMPRESSION, TiffTag.UNCOMPRESSED);
        boolean jpeg = compression == TiffTag.JPEG || compression == TiffTag.OLD_JPEG;
        Optional<Integer> orientation = directory.number(Orientation.TAG);
        return new CodedPicture(
                directory.number(TiffTag.IMAGE_WIDTH, 0),
                directory.number(TiffTag.IMAGE_LENGTH, 0),
                directory.raw(TiffTag.ICC_PROFILE),
                Orientation.of(orientation.orElse(1)),
                time -> jpeg ? TiffJpeg.decode(directory, time) : new TiffCodec(directory).decode(time));
    }

    /**
     * The codec reads numbers of any type, and all values of a tag, before it interprets them: none may be read
     * differently there and here, and no tag may have enough values to fill the heap.
     */
    private void mustBeReadInOneWay() throws PictureException {
        for (Map.Entry<Integer, TiffDirectory.Entry> entry : directory.entries().entrySet()) {
            int tag = entry.getKey();
            if (READ.contains(tag)) {
                Parts.mustBeAtMost(
                        "TIFF", "values of tag " + tag, entry.getValue().count(), mostValues(tag));
                if (!FRACTIONS.contains(tag)
                        && !WHOLE_TYPES.contains(entry.getValue().type())) {
                    throw new IllegalArgumentException("tag " + tag + " is no whole number");
                }
            }
        }
    }

    private static int mostValues(int tag) {
        return switch (tag) {
            case TiffTag.STRIP_OFFSETS, TiffTag.STRIP_BYTES, TiffTag.TILE_OFFSETS, TiffTag.TILE_BYTES ->
                TiffParts.MAX_PARTS;
            case TiffTag.PALETTE -> 3 << Short.SIZE;
            case TiffTag.JPEG_TABLES -> 1 << Short.SIZE;
            default -> 16;
        };
    }

    /** The codec would read missing bytes as zeros. */
    private void mustBeWhole() {
        directory.entries().forEach((tag, entry) -> {
            if (READ.contains(tag)) {
                directory.bytes().mustHold(entry.values(), entry.end());
            }
        });
        mustHold(TiffTag.STRIP_OFFSETS, TiffTag.STRIP_BYTES);
        mustHold(TiffTag.TILE_OFFSETS, TiffTag.TILE_BYTES);
        if (directory.number(TiffTag.JPEG_BYTES).isPresent()) { // otherwise the data extends to the end of the file
            mustHold(TiffTag.JPEG_OFFSET, TiffTag.JPEG_BYTES);
        }
    }

    private void mustHold(int offsetsTag, int lengthsTag) {
        int[] offsets = directory.numbers(offsetsTag);
        int[] lengths = directory.numbers(lengthsTag);
        for (int i = 0; i < offsets.length; i++) {
            long offset = Integer.toUnsignedLong(offsets[i]);
            directory.bytes().mustHold(offset, offset + Integer.toUnsignedLong(lengths[i]));
        }
    }

    /** The codec would reject other files without a useful message, or misinterpret their samples. */
    private void mustBeUsual() throws PictureException {
        if (directory.number(TiffTag.PHOTOMETRIC, TiffTag.RGB) >= TiffTag.CIELAB) {
            throw new PictureException("The TIFF file has unusual colours; save it as grey, RGB or CMYK.");
        }
        if (!COMPRESSIONS.contains(directory.number(TiffTag.COMPRESSION, TiffTag.UNCOMPRESSED))) {
            throw new PictureException("The TIFF file is compressed in an unusual way; save it with LZW or as PNG.");
        }
        boolean wholeNumbers = Arrays.stream(directory.numbers(TiffTag.SAMPLE_FORMAT))
                .allMatch(form -> form == TiffTag.WHOLE_NUMBERS || form == TiffTag.UNTYPED);
        boolean floatingPoint = directory.number(TiffTag.SAMPLE_FORMAT, TiffTag.WHOLE_NUMBERS) == TiffTag.FLOATING_POINT
                && directory.number(TiffTag.BITS_PER_SAMPLE, 1) >= Float.SIZE
                && directory.number(TiffTag.PREDICTOR, TiffTag.NO_PREDICTOR) == TiffTag.NO_PREDICTOR;
        if (!wholeNumbers && !floatingPoint) {
            throw new PictureException(
                    "The TIFF file has samples of an unusual form; save it with 8 or 16 bits a sample.");
        }
    }
}
