package dev.frisket.segment.picture;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the first full-size picture of a TIFF file: TIFF 6.0, with Adobe's supplements. */
final class TiffFile {

    /** Tags for pixels of any compression: sizes, form of samples, strips and tiles, palette, colours. */
    private static final Set<Integer> PIXELS = Set.of(
            256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 317, 320, 322, 323, 324, 325, 338, 339, 529, 530,
            532);

    private static final Set<Integer> READ =
            Stream.of(PIXELS, TiffFax.READ, TiffJpeg.READ).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    private static final Set<Integer> COLOURS = Set.of(
            TiffTag.WHITE_IS_ZERO,
            TiffTag.BLACK_IS_ZERO,
            TiffTag.RGB,
            TiffTag.PALETTE_COLOURS,
            TiffTag.CMYK,
            TiffTag.YCBCR);
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
        int compression = tiff.compression();
        Optional<Integer> orientation = directory.number(Orientation.TAG);
        return new CodedPicture(
                directory.number(TiffTag.IMAGE_WIDTH, 0),
                directory.number(TiffTag.IMAGE_LENGTH, 0),
                directory.raw(TiffTag.ICC_PROFILE),
                Orientation.of(orientation.orElse(1)),
                time -> isJpeg(compression) ? TiffJpeg.decode(directory, time) : TiffPixels.decode(directory, time));
    }

    /** No tag may have enough values to fill the heap, or numbers that other programs read differently. */
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

    /** Missing bytes are not read as zeros; how many uncompressed ones are needed follows from the sizes. */
    private void mustBeWhole() {
        directory.entries().forEach((tag, entry) -> {
            if (READ.contains(tag)) {
                directory.bytes().checkRange(entry.values(), entry.end());
            }
        });
        checkRange(TiffTag.STRIP_OFFSETS, TiffTag.STRIP_BYTES);
        checkRange(TiffTag.TILE_OFFSETS, TiffTag.TILE_BYTES);
        if (directory.number(TiffTag.JPEG_BYTES).isPresent()) { // otherwise the data extends to the end of the file
            checkRange(TiffTag.JPEG_OFFSET, TiffTag.JPEG_BYTES);
        }
    }

    private void checkRange(int offsetsTag, int lengthsTag) {
        int[] offsets = directory.numbers(offsetsTag);
        int[] lengths = directory.numbers(lengthsTag);
        boolean lengthsMatter = compression() != TiffTag.UNCOMPRESSED;
        for (int i = 0; i < offsets.length; i++) {
            long offset = Integer.toUnsignedLong(offsets[i]);
            long length = lengthsMatter && i < lengths.length ? Integer.toUnsignedLong(lengths[i]) : 0;
            directory.bytes().checkRange(offset, offset + length);
        }
    }

    private int compression() {
        return directory.number(TiffTag.COMPRESSION, TiffTag.UNCOMPRESSED);
    }

    private static boolean isJpeg(int compression) {
        return compression == TiffTag.JPEG || compression == TiffTag.OLD_JPEG;
    }

    /** What else there is gets a sentence of its own, or no decoder agrees on its meaning. */
    private void mustBeUsual() throws PictureException {
        if (!COLOURS.contains(directory.photometric())) {
            throw new PictureException("The TIFF file has unusual colours; save it as grey, RGB or CMYK.");
        }
        int compression = compression();
        if (!isJpeg(compression)
                && !TiffFax.isOne(compression)
                && TiffCompression.of(compression).isEmpty()) {
            throw new PictureException("The TIFF file is compressed in an unusual way; save it with LZW or as PNG.");
        }
        boolean wholeNumbers = Arrays.stream(directory.numbers(TiffTag.SAMPLE_FORMAT))
                .allMatch(form -> form == TiffTag.WHOLE_NUMBERS || form == TiffTag.UNTYPED);
        boolean floatingPoint = directory.number(TiffTag.SAMPLE_FORMAT, TiffTag.WHOLE_NUMBERS) == TiffTag.FLOATING_POINT
                && directory.number(TiffTag.BITS_PER_SAMPLE, 1) >= Float.SIZE;
        if (!wholeNumbers && !floatingPoint) {
            throw new PictureException(
                    "The TIFF file has samples of an unusual form; save it with 8 or 16 bits a sample.");
        }
    }
}
