package dev.frisket.segment.onnx;

import dev.frisket.packs.Shape;
import dev.frisket.segment.picture.SourceImage;

/**
 * A picture as Grounding DINO's input: resized, normalised, one plane per colour.
 *
 * @param width pixels
 * @param height pixels
 * @param values [3][height][width], row-major, about -2.2..2.7. Owned by this record.
 */
@SuppressWarnings("ArrayRecordComponent") // made for one run and dropped
record DinoPicture(int width, int height, float[] values) {
    /** Length of the shorter side if the model leaves it open, pixels. */
    private static final int SHORTER_SIDE = 800;

    /** Maximum length of the longer side, pixels; the shorter one is reduced accordingly. */
    private static final int MAX_LONGER_SIDE = 1333;

    /** Mean of the ImageNet pictures, as fractions of full brightness: red, green, blue. */
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};

    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    /**
     * Prepares a picture.
     *
     * <p>A model with fixed sides gets the picture stretched to them, as specified by the published ONNX model; its
     * boxes are fractions, so nothing needs to be undone. A model with open sides gets the picture with its aspect
     * ratio kept.
     *
     * @param input shape of the model's input: [1][3][height][width], sides fixed or both {@link Shape#ANY}
     */
    static DinoPicture of(SourceImage picture, Shape input) {
        int[] size = size(picture, input);
        byte[] rgb = ByteResize.resize(picture, size[0], size[1]);
        int pixels = size[0] * size[1];
        float[] values = new float[PictureTensor.CHANNELS * pixels];
        for (int channel = 0; channel < PictureTensor.CHANNELS; channel++) {
            float[] levels = new float[256];
            for (int level = 0; level < levels.length; level++) {
                levels[level] = (level / 255f - MEAN[channel]) / DEVIATION[channel];
            }
            for (int i = 0; i < pixels; i++) {
                values[channel * pixels + i] = levels[rgb[PictureTensor.CHANNELS * i + channel] & 0xFF];
            }
        }
        return new DinoPicture(size[0], size[1], values);
    }

    /** Width and height of the model's input, pixels. */
    static int[] size(SourceImage picture, Shape input) {
        long height = input.sizes().get(2);
        long width = input.sizes().get(3);
        if (height != Shape.ANY && width != Shape.ANY) {
            return new int[] {Math.toIntExact(width), Math.toIntExact(height)};
        }
        double shorter = Math.min(picture.width(), picture.height());
        double longer = Math.max(picture.width(), picture.height());
        boolean limited = longer / shorter * SHORTER_SIDE > MAX_LONGER_SIDE;
        double exact = limited ? MAX_LONGER_SIDE * shorter / longer : SHORTER_SIDE;
        int small = Math.max(1, (int) Math.rint(exact));
        // As in the reference: if the shorter side already fits, both sides stay.
        int large = shorter == small ? (int) longer : Math.max(1, (int) (exact * longer / shorter));
        return picture.width() < picture.height() ? new int[] {small, large} : new int[] {large, small};
    }
}
