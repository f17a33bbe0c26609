package dev.frisket.segment.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * How the samples in the strips and tiles of a TIFF file are stored: TIFF 6.0, sections 13 and 14, with Adobe's technical
 * note 3 on floating point.
 *
 * @param bits of each sample: 1 to 32, or 64 if floating
 * @param perPixel samples of a pixel that stand together: 1 if channels are stored separately
 * @param floating whether samples are floating-point numbers, of 0 to 1
 * @param predictor how they were prepared for compression
 * @param order of the bytes of a sample
 */
record TiffSamples(int bits, int perPixel, boolean floating, int predictor, ByteOrder order) {
    private static final int[] PREDICTABLE_BYTES = {1, 2, 4};

    TiffSamples {
        boolean whole = !floating && bits >= 1 && bits <= Integer.SIZE;
        if (!whole && !(floating && (bits == Float.SIZE || bits == Double.SIZE))) {
            throw new UnsupportedOperationException("samples of " + bits + " bits");
        }
        boolean predictable =
                switch (predictor) {
                    case TiffTag.NO_PREDICTOR -> true;
                    case TiffTag.DIFFERENCES ->
                        bits % Byte.SIZE == 0
                                && Arrays.stream(PREDICTABLE_BYTES).anyMatch(bytes -> bytes * Byte.SIZE == bits);
                    case TiffTag.FLOATING_DIFFERENCES -> floating;
                    default -> false;
                };
        if (!predictable) {
            throw new UnsupportedOperationException("predictor " + predictor + " of " + bits + " bits");
        }
    }

    /** Bytes of a row of so many pixels. */
    long rowBytes(long width) {
        return (width * perPixel * bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** Undoes the predictor, in place. */
    void unpredict(byte[] rows, int rowBytes) {
        for (int from = 0; from < rows.length && predictor != TiffTag.NO_PREDICTOR; from += rowBytes) {
            if (predictor == TiffTag.DIFFERENCES) {
                addUp(rows, from, from + rowBytes);
            } else {
                floats(rows, from, rowBytes);
            }
        }
    }

    private void addUp(byte[] rows, int from, int to) {
        int bytes = bits / Byte.SIZE;
        int step = perPixel * bytes;
        ByteBuffer row = ByteBuffer.wrap(rows).order(order);
        for (int i = from + step; i + bytes <= to; i += bytes) {
            switch (bytes) {
                case 1 -> rows[i] += rows[i - step];
                case 2 -> row.putShort(i, (short) (row.getShort(i) + row.getShort(i - step)));
                default -> row.putInt(i, row.getInt(i) + row.getInt(i - step));
            }
        }
    }

    /** The highest bytes of all samples of a row, as differences, stand before the second ones, and so on. */
    private void floats(byte[] rows, int from, int rowBytes) {
        for (int i = from + perPixel; i < from + rowBytes; i++) {
            rows[i] += rows[i - perPixel];
        }
        byte[] apart = Arrays.copyOfRange(rows, from, from + rowBytes);
        int bytes = bits / Byte.SIZE;
        int count = rowBytes / bytes;
        boolean highestFirst = order == ByteOrder.BIG_ENDIAN;
        for (int i = 0; i < count; i++) {
            for (int b = 0; b < bytes; b++) {
                rows[from + i * bytes + (highestFirst ? b : bytes - 1 - b)] = apart[b * count + i];
            }
        }
    }

    /**
     * Reads samples of a row.
     *
     * @param rows without predictor
     * @param from offset of the row
     * @param first of its samples
     * @param step samples from each to the next
     * @param to receives them, from {@code toFirst}, each {@code toStep} values after the last
     * @param toCount number of samples to read
     */
    void read(byte[] rows, int from, int first, int step, float[] to, int toFirst, int toStep, int toCount) {
        ByteBuffer row = ByteBuffer.wrap(rows).order(order);
        float scale = floating ? 255 : (float) (255.0 / ((1L << bits) - 1));
        for (int i = 0, sample = first, o = toFirst; i < toCount; i++, sample += step, o += toStep) {
            to[o] = scale
                    * (floating
                            ? (bits == Float.SIZE
                                    ? row.getFloat(from + sample * Float.BYTES)
                                    : (float) row.getDouble(from + sample * Double.BYTES))
                            : number(row, from, sample));
        }
    }

    /** A sample as it stands there: below 2 to the power of its bits. */
    long number(ByteBuffer row, int from, int sample) {
        return switch (bits) {
            case Byte.SIZE -> row.get(from + sample) & 0xFF;
            case Short.SIZE -> row.getShort(from + sample * Short.BYTES) & 0xFFFF;
            case Integer.SIZE -> row.getInt(from + sample * Integer.BYTES) & 0xFFFF_FFFFL;
            default ->
                bits % Byte.SIZE == 0 ? threeBytes(row, from + sample * 3) : packed(row, from, (long) sample * bits);
        };
    }

    private long threeBytes(ByteBuffer row, int at) {
        int first = row.get(at) & 0xFF;
        int middle = (row.get(at + 1) & 0xFF) << Byte.SIZE;
        int last = row.get(at + 2) & 0xFF;
        return order == ByteOrder.BIG_ENDIAN
                ? first << Short.SIZE | middle | last
                : last << Short.SIZE | middle | first;
    }

    /** Samples that don't end with bytes are packed, their highest bits first, for either byte order. */
    private long packed(ByteBuffer row, int from, long bit) {
        long value = 0;
        for (long i = bit; i < bit + bits; i++) {
            int next8 = row.get(from + (int) (i / Byte.SIZE));
            value = value << 1 | ((next8 >> (7 - i % Byte.SIZE)) & 1);
        }
        return value;
    }
}
