package dev.frisket.segment.picture;

/** Averages of square blocks of a picture's pixels, made while its rows arrive. */
final class BlockAverages {
    private static final int MAX_16_BITS = 0xFFFF;

    private final int reduction;
    private final int width;
    private final int height;
    private final Colours colours;
    private final int sampleBytes;
    private final int pixelBytes;
    private final int[] sums;
    private final byte[] values;
    private int rows;

    /** @param reduction side of a block, pixels; the last blocks of a row, and the last row of blocks, may have fewer */
    BlockAverages(PngPixels png, int reduction) {
        this.reduction = reduction;
        this.width = png.width();
        this.height = png.height();
        this.colours = png.colours();
        this.sampleBytes = png.bytesPerSample();
        this.pixelBytes = png.channels() * sampleBytes;
        this.sums = new int[Reduction.side(width, reduction) * colours.channels()];
        this.values = new byte[sums.length * Reduction.side(height, reduction)];
    }

    /**
     * Adds the next row.
     *
     * @param from index of the first pixel's first byte
     */
    void add(byte[] row, int from) {
        for (int c = 0; c < colours.channels(); c++) {
            if (sampleBytes == 1) {
                addBytes(row, from + c, c);
            } else {
                addPairs(row, from + c * sampleBytes, c);
            }
        }
        rows++;
        if (rows % reduction == 0 || rows == height) {
            divide();
        }
    }

    private void addBytes(byte[] row, int from, int channel) {
        int block = reduction * pixelBytes;
        int at = from;
        for (int out = channel; out < sums.length; out += colours.channels()) {
            int sum = 0;
            for (int end = Math.min(at + block, row.length); at < end; at += pixelBytes) {
                sum += row[at] & 0xFF;
            }
            sums[out] += sum;
        }
    }

    /** Of 16 bits, the highest first, each rounded to 8. */
    private void addPairs(byte[] row, int from, int channel) {
        int block = reduction * pixelBytes;
        int at = from;
        for (int out = channel; out < sums.length; out += colours.channels()) {
            int sum = 0;
            for (int end = Math.min(at + block, row.length); at < end; at += pixelBytes) {
                int value = (row[at] & 0xFF) << 8 | (row[at + 1] & 0xFF);
                sum += (value * 255 + MAX_16_BITS / 2) / MAX_16_BITS;
            }
            sums[out] += sum;
        }
    }

    private void divide() {
        int channels = colours.channels();
        int down = (rows - 1) % reduction + 1;
        int start = (rows - 1) / reduction * sums.length;
        for (int i = 0; i < sums.length; i++) {
            int across = Math.min(reduction, width - i / channels * reduction);
            int count = across * down;
            values[start + i] = (byte) ((sums[i] + count / 2) / count);
            sums[i] = 0;
        }
    }

    /** The averages, once all rows have been added. */
    Samples samples() {
        return new Samples(Reduction.side(width, reduction), Reduction.side(height, reduction), colours, values);
    }
}
