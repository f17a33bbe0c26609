package dev.frisket.segment.picture;

import java.util.stream.IntStream;

/**
 * Converts the luminance and colour differences of a TIFF file to RGB: TIFF 6.0, section 21.
 *
 * @param luma parts of red, green and blue in the luminance; together about 1
 * @param reference codes of the least and the largest luminance, and of zero and the largest difference, twice
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TiffYCbCr(double[] luma, double[] reference) {
    private static final double[] USUAL_LUMA = {0.299, 0.587, 0.114};
    private static final double[] USUAL_REFERENCE = {0, 255, 128, 255, 128, 255};
    private static final int MAX_DIFFERENCE = 127;

    static TiffYCbCr of(TiffDirectory directory) {
        return new TiffYCbCr(
                fractions(directory, TiffTag.YCBCR_COEFFICIENTS, USUAL_LUMA),
                fractions(directory, TiffTag.REFERENCE_BLACK_WHITE, USUAL_REFERENCE));
    }

    /** The values of a tag; the usual ones if it is missing, too short or divides by zero. */
    private static double[] fractions(TiffDirectory directory, int tag, double[] usual) {
        double[] values = directory.fractions(tag);
        boolean usable = values.length >= usual.length
                && IntStream.range(0, usual.length).allMatch(i -> Double.isFinite(values[i]));
        return usable ? values : usual;
    }

    /**
     * Converts in place.
     *
     * @param values 0..255, [pixels][3]: Y, Cb, Cr, which become red, green, blue
     */
    void toRgb(byte[] values) {
        double red = 2 - 2 * luma[0];
        double blue = 2 - 2 * luma[2];
        double greenOfCr = luma[1] == 0 ? 0 : red * luma[0] / luma[1];
        double greenOfCb = luma[1] == 0 ? 0 : blue * luma[2] / luma[1];
        double[] y = codes(0, 255);
        double[] cb = codes(2, MAX_DIFFERENCE);
        double[] cr = codes(4, MAX_DIFFERENCE);
        for (int i = 0; i < values.length; i += 3) {
            double light = y[values[i] & 0xFF];
            double toBlue = cb[values[i + 1] & 0xFF];
            double toRed = cr[values[i + 2] & 0xFF];
            values[i] = clamp(light + red * toRed);
            values[i + 1] = clamp(light - greenOfCb * toBlue - greenOfCr * toRed);
            values[i + 2] = clamp(light + blue * toBlue);
        }
    }

    /** What each code means. */
    private double[] codes(int at, int largest) {
        double range = reference[at + 1] - reference[at];
        return IntStream.range(0, 256)
                .mapToDouble(code -> (code - reference[at]) * largest / (range == 0 ? 1 : range))
                .toArray();
    }

    /**
     * Repeats the differences for each pixel that shares them.
     *
     * @param units of a strip or tile: the luminances of a block of pixels, row by row, then Cb and Cr
     * @param across pixels of a block
     * @param down pixels of a block
     * @param width pixels of the strip
     * @param rows of the strip
     * @return Y, Cb, Cr, [rows][width][3]
     */
    static byte[] spread(byte[] units, int across, int down, int width, int rows) {
        byte[] values = new byte[width * rows * 3];
        int blocks = (width + across - 1) / across;
        int unit = across * down + 2;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y / down * blocks + x / across) * unit;
                int o = (y * width + x) * 3;
                values[o] = units[at + y % down * across + x % across];
                values[o + 1] = units[at + unit - 2];
                values[o + 2] = units[at + unit - 1];
            }
        }
        return values;
    }

    private static byte clamp(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
