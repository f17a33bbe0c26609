package dev.frisket.segment.picture;

import java.lang.System.Logger.Level;
import java.nio.IntBuffer;
import java.util.Optional;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * Decodes JPEG files at a half, a quarter or an eighth of their size, without computing the pixels that would be
 * averaged away.
 *
 * <p>Uses libjpeg-turbo, as bundled with Leptonica; the JDK's decoder can't do this. Milliseconds, least of three
 * times, one core, for pictures of 12 and 48 megapixels: JDK, full size 200 and 800; a half 70 and 300; a quarter 63
 * and 247.
 */
final class ReducedJpeg {
    private static final System.Logger LOG = System.getLogger(ReducedJpeg.class.getName());

    private static final int GREY_BITS = 8;

    private ReducedJpeg() {}

    /** Loads the library on first use; it is bundled for Linux on x86-64, the platform of the workers. */
    private static final class Library {
        static final boolean LOADED = load();

        private static boolean load() {
            try {
                leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
                return true;
            } catch (LinkageError e) {
                LOG.log(Level.DEBUG, "JPEG files are decoded at full size here", e);
                return false;
            }
        }
    }

    /**
     * Decodes a picture of grey or YCbCr.
     *
     * @param jpeg a file without metadata
     * @param width pixels, as checked
     * @param height pixels, as checked
     * @param reduction 1, 2, 4 or 8; the sides are rounded up
     * @return empty if the library is missing, or the file is damaged: the JDK's decoder then determines how badly
     */
    static Optional<Samples> decode(byte[] jpeg, int width, int height, int reduction) throws PictureException {
        if (!Library.LOADED) {
            return Optional.empty();
        }
        int[] foundWidth = new int[1];
        int[] foundHeight = new int[1];
        int[] channels = new int[1];
        if (leptonica.readHeaderMemJpeg(jpeg, jpeg.length, foundWidth, foundHeight, channels, new int[1], new int[1])
                != 0) {
            return Optional.empty();
        }
        Codec.mustBeEqual(width, height, foundWidth[0], foundHeight[0]);
        int[] warnings = new int[1];
        PIX pix = leptonica.pixReadMemJpeg(
                jpeg, jpeg.length, /* cmflag= */ 0, reduction, warnings, leptonica.L_JPEG_CONTINUE_WITH_BAD_DATA);
        if (pix == null) {
            return Optional.empty();
        }
        try {
            Codec.mustBeEqual(
                    Reduction.side(width, reduction),
                    Reduction.side(height, reduction),
                    leptonica.pixGetWidth(pix),
                    leptonica.pixGetHeight(pix));
            return warnings[0] == 0 ? Optional.of(samples(pix)) : Optional.empty();
        } finally {
            leptonica.pixDestroy(pix);
        }
    }

    private static Samples samples(PIX pix) {
        int width = leptonica.pixGetWidth(pix);
        int height = leptonica.pixGetHeight(pix);
        int stride = leptonica.pixGetWpl(pix);
        IntBuffer words =
                leptonica.pixGetData(pix).capacity((long) stride * height).asBuffer();
        boolean grey = leptonica.pixGetDepth(pix) == GREY_BITS;
        Colours colours = grey ? Colours.GREY : Colours.RGB;
        byte[] values = new byte[width * height * colours.channels()];
        int[] row = new int[stride];
        for (int y = 0; y < height; y++) {
            words.get(y * stride, row);
            if (grey) {
                unpackGrey(row, width, values, y * width);
            } else {
                unpackRgb(row, width, values, y * width * 3);
            }
        }
        return new Samples(width, height, colours, values);
    }

    /** @param row 8-bit pixels, the first in the highest bits of each word */
    private static void unpackGrey(int[] row, int width, byte[] values, int at) {
        for (int x = 0; x < width; x++) {
            values[at + x] = (byte) (row[x / 4] >> (24 - 8 * (x % 4)));
        }
    }

    /** @param row 32-bit pixels: red in the highest bits, then green, blue, and 8 unused bits */
    private static void unpackRgb(int[] row, int width, byte[] values, int at) {
        for (int x = 0, o = at; x < width; x++) {
            values[o++] = (byte) (row[x] >> 24);
            values[o++] = (byte) (row[x] >> 16);
            values[o++] = (byte) (row[x] >> 8);
        }
    }
}
