package dev.frisket.segment.picture;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Reads the first directory of a TIFF file: TIFF 6.0, with Adobe's supplements. */
final class TiffFile {

    /** None, three of fax machines, LZW, JPEG old and new, deflate by two names, runs of bytes. */
    private static final Set<Integer> COMPRESSIONS =
            Set.of(TiffTag.UNCOMPRESSED, 2, 3, 4, 5, 6, TiffTag.JPEG, 8, 32946, 32773);

    private final TiffDirectory directory;

    private TiffFile(TiffDirectory directory) {
        this.directory = directory;
    }

    static CodedPicture open(Bytes file) throws PictureException {
        TiffDirectory directory = TiffDirectory.read(file);
        TiffFile tiff = new TiffFile(directory);
        tiff.mustBeWhole();
        tiff.mustBeUsual();
        Optional<Integer> orientation = directory.number(Orientation.TAG);
        TiffCodec codec = new TiffCodec(directory);
        return new CodedPicture(
                codec.width(),
                codec.height(),
                directory.raw(TiffTag.ICC_PROFILE),
                Orientation.of(orientation.orElse(1)),
                codec::decode);
    }

    /** The codec would take what it doesn't find for zeros. */
    private void mustBeWhole() {
        directory.entries().forEach((tag, entry) -> {
            if (TiffCodec.KEPT.contains(tag)) {
                directory.bytes().mustHold(entry.values(), entry.end());
            }
        });
        mustHold(TiffTag.STRIP_OFFSETS, TiffTag.STRIP_BYTES);
        mustHold(TiffTag.TILE_OFFSETS, TiffTag.TILE_BYTES);
        mustHold(TiffTag.JPEG_OFFSET, TiffTag.JPEG_BYTES);
    }

    private void mustHold(int offsetsTag, int lengthsTag) {
        int[] offsets = directory.numbers(offsetsTag);
        int[] lengths = directory.numbers(lengthsTag);
        for (int i = 0; i < offsets.length; i++) {
            long offset = Integer.toUnsignedLong(offsets[i]);
            directory.bytes().mustHold(offset, offset + Integer.toUnsignedLong(lengths[i]));
        }
    }

    /** The codec would refuse the rest without a word that helps, or take the samples for other ones. */
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
