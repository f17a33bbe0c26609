package dev.frisket.segment.onnx;

import dev.frisket.segment.picture.SourceImage;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/**
 * A picture as a model for bytes wants it: a square, resized without keeping the aspect, colours side by side.
 *
 * <p>The model's scores move by as much as 0.02 with the last bit of its input, so this is Pillow's bilinear resize to
 * the bit, which the reference uses: weights in steps of 2^-22, and whole numbers between the two directions. As in
 * {@link PictureTensor}, one pass over the source and a sum for each line of the square.
 */
final class PictureBytes {
    private static final int CHANNELS = 3;
    private static final int BANDS = 4;
    private static final int NARROW = 256;

    /** Fraction bits of a weight. See https://github.com/python-pillow/Pillow/blob/main/src/libImaging/Resample.c. */
    private static final int PRECISION = 22;

    private static final int HALF = 1 << (PRECISION - 1);

    private final byte[] rgb;
    private final boolean columnwise;
    private final int lineStride;
    private final int sampleStride;
    private final int side;
    private final TriangleFilter along;
    private final TriangleFilter across;

    private PictureBytes(SourceImage picture, int side) {
        this.rgb = picture.rgb();
        this.side = side;
        // Pillow always begins with the rows; for very narrow pictures, millions of rows would be widened.
        this.columnwise = picture.width() < NARROW && picture.height() > NARROW * side;
        int rowStride = CHANNELS * picture.width();
        this.lineStride = columnwise ? CHANNELS : rowStride;
        this.sampleStride = columnwise ? rowStride : CHANNELS;
        TriangleFilter horizontal = new TriangleFilter(picture.width(), side);
        TriangleFilter vertical = new TriangleFilter(picture.height(), side);
        this.along = columnwise ? vertical : horizontal;
        this.across = columnwise ? horizontal : vertical;
    }

    /**
     * The picture as a direct buffer.
     *
     * @param side of the square, pixels
     * @return [side][side][3], row-major, 0..255
     */
    static ByteBuffer of(SourceImage picture, int side) {
        PictureBytes maker = new PictureBytes(picture, side);
        ByteBuffer bytes = ByteBuffer.allocateDirect(CHANNELS * side * side);
        IntStream.range(0, BANDS)
                .parallel()
                .forEach(band -> maker.fillBand(band * side / BANDS, (band + 1) * side / BANDS, bytes));
        return bytes;
    }

    /** Fills lines first to end of the square. */
    private void fillBand(int first, int end, ByteBuffer bytes) {
        int[][] sums = new int[end - first][CHANNELS * side];
        int[] line = new int[CHANNELS * side];
        for (int source = across.first(first); source < across.end(end - 1); source++) {
            read(source, line);
            for (int out = first; out < end; out++) {
                if (source >= across.first(out) && source < across.end(out)) {
                    add(line, weight(across, out, source), sums[out - first]);
                }
            }
        }
        for (int out = first; out < end; out++) {
            for (int i = 0; i < CHANNELS * side; i++) {
                int at = columnwise ? (i / CHANNELS * side + out) * CHANNELS + i % CHANNELS : out * CHANNELS * side + i;
                bytes.put(at, (byte) whole(sums[out - first][i]));
            }
        }
    }

    /** Brings one line of the picture to the square's width: [side][3], 0..255. */
    private void read(int source, int[] line) {
        int start = source * lineStride;
        for (int out = 0; out < side; out++) {
            int red = 0;
            int green = 0;
            int blue = 0;
            int end = along.end(out);
            for (int sample = along.first(out); sample < end; sample++) {
                int weight = weight(along, out, sample);
                int at = start + sample * sampleStride;
                red += weight * (rgb[at] & 0xFF);
                green += weight * (rgb[at + 1] & 0xFF);
                blue += weight * (rgb[at + 2] & 0xFF);
            }
            line[CHANNELS * out] = whole(red);
            line[CHANNELS * out + 1] = whole(green);
            line[CHANNELS * out + 2] = whole(blue);
        }
    }

    private static int weight(TriangleFilter filter, int out, int sample) {
        return (int) (filter.share(out, sample) * (1 << PRECISION) + 0.5);
    }

    private static void add(int[] line, int weight, int[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * line[i];
        }
    }

    /** Rounded; the rounding of weights may carry a sum slightly over 255. */
    private static int whole(int sum) {
        return Math.min(255, (sum + HALF) >> PRECISION);
    }
}
