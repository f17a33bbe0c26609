package dev.frisket.local.demo;

import java.awt.image.BufferedImage;

/** Draws a mask as a tint over its picture. */
final class Overlay {
    private static final int[] TINT = {255, 40, 120};
    private static final double STRENGTH = 0.55;
    private static final int[] SHIFTS = {16, 8, 0};

    private Overlay() {}

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
            int value = rgb >> SHIFTS[channel] & 0xFF;
            tinted |= (int) Math.round(value + alpha * (TINT[channel] - value)) << SHIFTS[channel];
        }
        return tinted;
    }
}
