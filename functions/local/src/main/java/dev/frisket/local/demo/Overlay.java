package dev.frisket.local.demo;

import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.segment.mask.Cutout;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.picture.SourceImage;
import java.awt.image.BufferedImage;

/** Draws a mask as a tint over its picture. */
public final class Overlay {
    private static final int[] TINT = {255, 40, 120};
    private static final double STRENGTH = 0.55;
    private static final int[] SHIFTS = {16, 8, 0};

    private Overlay() {}

    /**
     * The whole picture with the tint, as a cut-out with full opacity.
     *
     * @param mask of the picture's size
     * @param format of the file, unless the picture is too large for it
     */
    public static Cutout of(SourceImage picture, Mask mask, MaskFormat format) {
        byte[] tinted = new byte[picture.rgb().length];
        for (int i = 0; i < tinted.length; i++) {
            int pixel = i / TINT.length;
            double alpha = STRENGTH * (mask.coverage()[pixel] & 0xFF) / 255;
            tinted[i] = (byte) tinted(picture.rgb()[i] & 0xFF, alpha, i - pixel * TINT.length);
        }
        return Cutout.of(
                new SourceImage(picture.width(), picture.height(), tinted),
                Mask.empty(picture.width(), picture.height()).inverted(),
                format);
    }

    /** @param mask 8-bit grey, same size as the picture */
    static BufferedImage of(BufferedImage picture, BufferedImage mask) {
        BufferedImage overlay = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                double alpha = STRENGTH * mask.getRaster().getSample(x, y, 0) / 255;
                overlay.setRGB(x, y, tinted(picture.getRGB(x, y), alpha));
            }
        }
        return overlay;
    }

    private static int tinted(int rgb, double alpha) {
        int tinted = 0;
        for (int channel = 0; channel < TINT.length; channel++) {
            tinted |= tinted(rgb >> SHIFTS[channel] & 0xFF, alpha, channel) << SHIFTS[channel];
        }
        return tinted;
    }

    private static int tinted(int value, double alpha, int channel) {
        return (int) Math.round(value + alpha * (TINT[channel] - value));
    }
}
