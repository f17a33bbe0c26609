package dev.frisket.segment.picture;

import java.io.IOException;
import java.util.Set;

/**
 * Decodes the JPEG files in the strips or tiles of a TIFF file: Adobe's technical note 2 to TIFF 6.0.
 *
 * <p>Not with the JDK's codec, which trusts each JPEG file's own size. Colours follow from the TIFF file alone, as in
 * libtiff, which takes the coefficients and references of YCbCr from the directory for old JPEG files only.
 */
final class TiffJpeg {

    /** Tags specific to JPEG compression. */
    static final Set<Integer> READ = Set.of(
            TiffTag.JPEG_TABLES,
            TiffTag.JPEG_OFFSET,
            TiffTag.JPEG_BYTES,
            TiffTag.JPEG_RESTART_INTERVAL,
            TiffTag.JPEG_QUANTISATION,
            TiffTag.JPEG_DC_CODES,
            TiffTag.JPEG_AC_CODES);

    /** Maximum number of parts: each needs its own decoder. */
    private static final int MAX_PARTS = 20_000;

    private final TiffDirectory directory;
    private final TiffParts parts;
    private final OldTiffJpeg old;
    private final boolean isOld;
    private final Bytes tables;

    private TiffJpeg(TiffDirectory directory, TiffParts parts) {
        this.directory = directory;
        this.parts = parts;
        this.old = new OldTiffJpeg(directory, parts);
        this.isOld = directory.number(TiffTag.COMPRESSION, TiffTag.JPEG) == TiffTag.OLD_JPEG;
        this.tables = new Bytes(directory.raw(TiffTag.JPEG_TABLES).orElse(new byte[0]));
    }

    /** A strip or tile, or one channel of it if channels are stored separately. */
    private record Part(int left, int top, int plane, JpegPixels pixels) {}

    static Samples decode(TiffDirectory directory, ProcessorTime time) throws IOException, PictureException {
        TiffParts parts = TiffParts.of(directory);
        Parts.mustBeAtMost("TIFF", "strips or tiles of JPEG", parts.count(), MAX_PARTS);
        return new TiffJpeg(directory, parts).decode(time);
    }

    private Samples decode(ProcessorTime time) throws IOException, PictureException {
        int photometric = directory.photometric();
        Colours colours =
                switch (photometric) {
                    case TiffTag.WHITE_IS_ZERO, TiffTag.BLACK_IS_ZERO -> Colours.GREY;
                    case TiffTag.RGB, TiffTag.YCBCR -> Colours.RGB;
                    case TiffTag.CMYK -> Colours.CMYK;
                    default ->
                        throw new PictureException("The TIFF file has unusual colours; save it as grey, RGB or CMYK.");
                };
        for (int i = 0; i < count(); i++) {
            part(i); // all are checked before one is decoded
            time.check();
        }
        boolean multiplied = directory.isMultiplied(colours.channels());
        byte[] values = values(colours.channels() + (multiplied ? 1 : 0), time);
        if (multiplied) {
            values = unmultiplied(values, colours.channels());
        }
        if (photometric == TiffTag.YCBCR && isOld) {
            TiffYCbCr.of(directory).toRgb(values);
        } else if (photometric == TiffTag.YCBCR) {
            YCbCr.toRgb(values, colours.channels());
        }
        if (photometric == TiffTag.WHITE_IS_ZERO) {
            RasterSamples.invert(values);
        }
        return new Samples(parts.width(), parts.height(), colours, values);
    }

    /**
     * Divides colours by the alpha that follows them, and drops it.
     *
     * @param values 0..255, [pixels][channels + 1]
     * @return 0..255, [pixels][channels]
     */
    private static byte[] unmultiplied(byte[] values, int channels) {
        byte[] colours = new byte[values.length / (channels + 1) * channels];
        for (int i = 0, o = 0; o < colours.length; i++) {
            int alpha = values[i + channels] & 0xFF;
            for (int c = 0; c < channels; c++, i++, o++) {
                int colour = values[i] & 0xFF;
                colours[o] = (byte) (alpha == 0 ? 0 : Math.min(255, (colour * 255 + alpha / 2) / alpha));
            }
        }
        return colours;
    }

    private int count() {
        return isWhole() ? 1 : parts.across() * parts.down() * parts.planes();
    }

    private boolean isWhole() {
        return isOld && old.whole().isPresent();
    }

    private Part part(int index) throws PictureException {
        int samples = parts.planes() > 1 ? 1 : directory.samples();
        if (isWhole()) {
            JpegPixels pixels =
                    JpegFile.embedded(new Bytes(new byte[0]), old.whole().orElseThrow());
            mustFit(pixels.frame(), parts.width(), parts.height(), samples);
            return new Part(0, 0, 0, pixels);
        }
        int column = index % parts.across();
        int row = index / parts.across() % parts.down();
        int plane = index / parts.across() / parts.down();
        int top = row * parts.partHeight();
        int rows = parts.tiled() ? parts.partHeight() : Math.min(parts.partHeight(), parts.height() - top);
        Bytes bytes = parts.bytes(plane, row, column);
        JpegPixels pixels = isOld
                ? JpegFile.embedded(new Bytes(new byte[0]), old.part(bytes, rows))
                : JpegFile.embedded(tables, bytes);
        // Some programs pad the last strip: the extra rows are decoded and dropped.
        boolean filledUp = pixels.frame().height() == parts.partHeight();
        mustFit(pixels.frame(), parts.partWidth(), filledUp ? parts.partHeight() : rows, samples);
        return new Part(column * parts.partWidth(), top, plane, pixels);
    }

    private static void mustFit(JpegFrame frame, int width, int height, int samples) throws PictureException {
        Codec.mustBeEqual(width, height, frame.width(), frame.height());
        if (frame.channels() != samples) {
            throw new PictureException("The TIFF file declares " + samples + " channels but contains a JPEG of "
                    + frame.channels() + "; save it again with another program.");
        }
    }

    /** @return 0..255, [height][width][channels], row-major */
    private byte[] values(int channels, ProcessorTime time) throws IOException, PictureException {
        byte[] values = new byte[0];
        for (int i = 0; i < count(); i++) {
            Part part = part(i);
            JpegFrame frame = part.pixels.frame();
            if (part.plane >= channels) {
                break;
            }
            byte[] decoded = part.pixels.stored(time);
            if (count() == 1 && frame.height() == parts.height() && frame.width() == parts.width()) {
                return RasterSamples.first(channels, decoded, frame.channels());
            }
            if (i == 0) {
                values = new byte[parts.width() * parts.height() * channels];
            }
            copy(part, decoded, values, channels);
        }
        return values;
    }

    private void copy(Part part, byte[] decoded, byte[] values, int channels) {
        JpegFrame frame = part.pixels.frame();
        boolean apart = parts.planes() > 1;
        int kept = apart ? 1 : channels;
        int width = Math.min(frame.width(), parts.width() - part.left);
        int height = Math.min(frame.height(), parts.height() - part.top);
        for (int y = 0; y < height; y++) {
            int from = y * frame.width() * frame.channels();
            int to = ((part.top + y) * parts.width() + part.left) * channels + part.plane;
            for (int x = 0; x < width; x++, from += frame.channels(), to += channels) {
                System.arraycopy(decoded, from, values, to, kept);
            }
        }
    }
}
