package dev.frisket.segment.picture;

import dev.frisket.segment.parallel.Parallel;

/** Converts JFIF's YCbCr, ITU-R BT.601 over the full range of 0..255, to RGB. */
final class YCbCr {

    /** Pixels per parallel task. */
    private static final int PART = 1 << 16;

    private static final int BITS = 16;
    private static final int HALF = 1 << (BITS - 1);
    private static final int CR_TO_RED = fixed(1.402);
    private static final int CB_TO_GREEN = fixed(0.344136);
    private static final int CR_TO_GREEN = fixed(0.714136);
    private static final int CB_TO_BLUE = fixed(1.772);

    private YCbCr() {}

    /**
     * Converts to RGB in place.
     *
     * @param values 0..255, [pixels][channels]; the first three are Y, Cb, Cr and become red, green, blue
     * @param channels 3 or 4
     */
    static void toRgb(byte[] values, int channels) {
        Parallel.available()
                .shareRanges(
                        values.length / channels,
                        PART,
                        (start, end) -> toRgb(values, channels, start * channels, end * channels));
    }

    private static void toRgb(byte[] values, int channels, int from, int to) {
        for (int i = from; i < to; i += channels) {
            int y = values[i] & 0xFF;
            int cb = (values[i + 1] & 0xFF) - 128;
            int cr = (values[i + 2] & 0xFF) - 128;
            values[i] = clamp(y + ((CR_TO_RED * cr + HALF) >> BITS));
            values[i + 1] = clamp(y + ((-CB_TO_GREEN * cb - CR_TO_GREEN * cr + HALF) >> BITS));
            values[i + 2] = clamp(y + ((CB_TO_BLUE * cb + HALF) >> BITS));
        }
    }

    private static int fixed(double factor) {
        return (int) Math.round(factor * (1 << BITS));
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
