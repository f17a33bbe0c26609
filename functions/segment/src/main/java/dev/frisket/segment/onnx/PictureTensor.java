package dev.frisket.segment.onnx;

import dev.frisket.segment.parallel.Parallel;
import dev.frisket.segment.picture.SourceImage;
import java.nio.FloatBuffer;

/**
 * A picture as a model's input: a square, resized without keeping the aspect ratio, normalised, one plane per colour.
 *
 * <p>One pass over the source. Each source line is resized to the square's width and added, weighted, to the lines of
 * the square that it contributes to; only these sums are kept. Bands of the square are filled in parallel. Lines are
 * the picture's rows, or the columns of a very narrow picture, since otherwise millions of short rows would be widened
 * first.
 */
final class PictureTensor {
    static final int CHANNELS = 3;

    private static final int BANDS = 16;

    /** Lines that share computed weights: these are costly, and a table for the longest side would be too large. */
    private static final int LINES = 32;

    private static final int NARROW = 256;

    /** Mean of the ImageNet pictures, as fractions of full brightness: red, green, blue. */
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};

    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private final byte[] rgb;
    private final boolean columnwise;
    private final int lineStride;
    private final int sampleStride;
    private final int side;
    private final TriangleFilter along;
    private final TriangleFilter across;

    private PictureTensor(SourceImage picture, int side) {
        this.rgb = picture.rgb();
        this.side = side;
        this.columnwise = picture.width() < NARROW && picture.height() > side;
        int rowStride = CHANNELS * picture.width();
        this.lineStride = columnwise ? CHANNELS : rowStride;
        this.sampleStride = columnwise ? rowStride : CHANNELS;
        TriangleFilter horizontal = new TriangleFilter(picture.width(), side);
        TriangleFilter vertical = new TriangleFilter(picture.height(), side);
        this.along = columnwise ? vertical : horizontal;
        this.across = columnwise ? horizontal : vertical;
    }

    /**
     * Fills a tensor with a picture.
     *
     * @param side of the square, pixels
     * @param tensor receives [3][side][side], row-major, about -2.2..2.7; its position is unchanged
     */
    static void fill(SourceImage picture, int side, FloatBuffer tensor) {
        PictureTensor filler = new PictureTensor(picture, side);
        Parallel.available()
                .share(BANDS, band -> filler.fillBand(band * side / BANDS, (band + 1) * side / BANDS, tensor));
    }

    /** Fills the lines of the square from {@code first}, inclusive, to {@code end}, exclusive. */
    private void fillBand(int first, int end, FloatBuffer tensor) {
        float[][] sums = new float[end - first][CHANNELS * side];
        float[][] lines = new float[LINES][CHANNELS * side];
        int last = across.end(end - 1);
        for (int start = across.first(first); start < last; start += LINES) {
            int count = Math.min(LINES, last - start);
            read(start, count, lines);
            for (int out = first; out < end; out++) {
                int until = Math.min(start + count, across.end(out));
                for (int source = Math.max(start, across.first(out)); source < until; source++) {
                    add(lines[source - start], across.weight(out, source), sums[out - first]);
                }
            }
        }
        for (int out = first; out < end; out++) {
            write(sums[out - first], out, tensor);
        }
    }

    /** Resizes some lines of the picture to the square's width: [count][side][3], 0..255. */
    private void read(int start, int count, float[][] lines) {
        for (int out = 0; out < side; out++) {
            int first = along.first(out);
            float[] weights = along.weights(out);
            for (int line = 0; line < count; line++) {
                read((start + line) * lineStride + first * sampleStride, weights, lines[line], CHANNELS * out);
            }
        }
    }

    private void read(int start, float[] weights, float[] line, int out) {
        float red = 0;
        float green = 0;
        float blue = 0;
        int at = start;
        for (float weight : weights) {
            red += weight * (rgb[at] & 0xFF);
            green += weight * (rgb[at + 1] & 0xFF);
            blue += weight * (rgb[at + 2] & 0xFF);
            at += sampleStride;
        }
        line[out] = red;
        line[out + 1] = green;
        line[out + 2] = blue;
    }

    private static void add(float[] line, float weight, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * line[i];
        }
    }

    private void write(float[] sum, int out, FloatBuffer tensor) {
        int start = columnwise ? out : out * side;
        int stride = columnwise ? side : 1;
        for (int channel = 0; channel < CHANNELS; channel++) {
            float scale = 1 / (255 * DEVIATION[channel]);
            float shift = -MEAN[channel] / DEVIATION[channel];
            int plane = channel * side * side + start;
            for (int i = 0; i < side; i++) {
                tensor.put(plane + i * stride, sum[CHANNELS * i + channel] * scale + shift);
            }
        }
    }
}
