package dev.frisket.segment.onnx;

import dev.frisket.segment.picture.SourceImage;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/**
 * A picture as models want it: a square, resized without keeping the aspect, normalised, one plane for each colour.
 *
 * <p>One pass over the source. Each of its lines is brought to the square's width and added, weighted, to the lines of
 * the square that it belongs to; only these sums are kept. Bands of the square are filled in parallel. Lines are the
 * picture's rows, or for a very narrow picture its columns, since else millions of short rows would be widened first.
 */
final class PictureTensor {
    static final int CHANNELS = 3;

    private static final int BANDS = 16;
    private static final int NARROW = 256;

    /** Of the ImageNet pictures, as fractions of full brightness: red, green, blue. */
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
     * @param tensor filled with [3][side][side], row-major, about -2.2..2.7; its position does not move
     */
    static void fill(SourceImage picture, int side, FloatBuffer tensor) {
        PictureTensor filler = new PictureTensor(picture, side);
        IntStream.range(0, BANDS)
                .parallel()
                .forEach(band -> filler.fillBand(band * side / BANDS, (band + 1) * side / BANDS, tensor));
    }

    /** Fills lines first to end of the square. */
    private void fillBand(int first, int end, FloatBuffer tensor) {
        float[][] sums = new float[end - first][CHANNELS * side];
        float[] line = new float[CHANNELS * side];
        for (int source = across.first(first); source < across.end(end - 1); source++) {
            read(source, line);
            for (int out = first; out < end; out++) {
                if (source >= across.first(out) && source < across.end(out)) {
                    add(line, across.weight(out, source), sums[out - first]);
                }
            }
        }
        for (int out = first; out < end; out++) {
            write(sums[out - first], out, tensor);
        }
    }

    /** Brings one line of the picture to the square's width: [side][3], 0..255. */
    private void read(int source, float[] line) {
        int start = source * lineStride;
        for (int out = 0; out < side; out++) {
            float red = 0;
            float green = 0;
            float blue = 0;
            int end = along.end(out);
            for (int sample = along.first(out); sample < end; sample++) {
                float weight = along.weight(out, sample);
                int at = start + sample * sampleStride;
                red += weight * (rgb[at] & 0xFF);
                green += weight * (rgb[at + 1] & 0xFF);
                blue += weight * (rgb[at + 2] & 0xFF);
            }
            line[CHANNELS * out] = red;
            line[CHANNELS * out + 1] = green;
            line[CHANNELS * out + 2] = blue;
        }
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
