package dev.frisket.segment.onnx;

import dev.frisket.segment.parallel.Parallel;
import dev.frisket.segment.picture.SourceImage;

/**
 * Resizes a picture bit-exactly as Pillow does: bilinear, in fixed point, rounded to bytes after the horizontal and
 * after the vertical step, since detectors were trained on such pictures.
 *
 * <p>See {@code Resample.c} of <a href="https://github.com/python-pillow/Pillow">Pillow</a>. One pass over the picture,
 * as in {@link PictureTensor}: only sums of the horizontal step are kept. A very narrow picture is transposed first,
 * since otherwise millions of short rows would be widened; it may then be off by one step of 255. Pillow 13 chooses the
 * order of the steps by the sides, with the same effect.
 */
final class ByteResize {
    private static final int CHANNELS = PictureTensor.CHANNELS;
    private static final int BANDS = 16;
    private static final int NARROW = 64;
    private static final int TALL = 16384;

    /** Fractional bits of a weight: a sum of weighted bytes then fits into an int. */
    private static final int PRECISION = 22;

    private static final int HALF = 1 << (PRECISION - 1);

    private final SourceImage picture;
    private final int width;
    private final TriangleFilter horizontal;
    private final TriangleFilter vertical;

    private ByteResize(SourceImage picture, int width, int height) {
        this.picture = picture;
        this.width = width;
        this.horizontal = new TriangleFilter(picture.width(), width);
        this.vertical = new TriangleFilter(picture.height(), height);
    }

    /** The picture resized to sides of at least 1 pixel: [height][width][3], 0..255, row-major. */
    static byte[] resize(SourceImage picture, int width, int height) {
        if (picture.width() < NARROW && picture.height() > TALL) {
            byte[] turned = resize(transpose(picture), /* width= */ height, /* height= */ width);
            return transpose(new SourceImage(/* width= */ height, /* height= */ width, turned))
                    .rgb();
        }
        ByteResize resize = new ByteResize(picture, width, height);
        byte[] out = new byte[CHANNELS * width * height];
        Parallel.available().share(BANDS, band -> resize.fill(band * height / BANDS, (band + 1) * height / BANDS, out));
        return out;
    }

    /** Fills the rows from {@code first}, inclusive, to {@code end}, exclusive. */
    private void fill(int first, int end, byte[] out) {
        if (first == end) {
            return;
        }
        int[][] sums = new int[end - first][CHANNELS * width];
        int[] row = new int[CHANNELS * width];
        for (int source = vertical.first(first); source < vertical.end(end - 1); source++) {
            read(source, row);
            for (int y = first; y < end; y++) {
                if (source >= vertical.first(y) && source < vertical.end(y)) {
                    add(row, weight(vertical, y, source), sums[y - first]);
                }
            }
        }
        for (int y = first; y < end; y++) {
            for (int i = 0; i < row.length; i++) {
                out[y * row.length + i] = (byte) rounded(sums[y - first][i]);
            }
        }
    }

    /** Resizes one row of the picture to the target width: [width][3], 0..255. */
    private void read(int source, int[] row) {
        byte[] rgb = picture.rgb();
        int start = source * picture.width();
        for (int x = 0; x < width; x++) {
            int red = 0;
            int green = 0;
            int blue = 0;
            int end = horizontal.end(x);
            for (int sample = horizontal.first(x); sample < end; sample++) {
                int weight = weight(horizontal, x, sample);
                int at = CHANNELS * (start + sample);
                red += weight * (rgb[at] & 0xFF);
                green += weight * (rgb[at + 1] & 0xFF);
                blue += weight * (rgb[at + 2] & 0xFF);
            }
            row[CHANNELS * x] = rounded(red);
            row[CHANNELS * x + 1] = rounded(green);
            row[CHANNELS * x + 2] = rounded(blue);
        }
    }

    private static int weight(TriangleFilter filter, int out, int sample) {
        return (int) (filter.share(out, sample) * (1 << PRECISION) + 0.5);
    }

    private static void add(int[] row, int weight, int[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * row[i];
        }
    }

    private static int rounded(int sum) {
        return Math.min(255, (sum + HALF) >> PRECISION);
    }

    private static SourceImage transpose(SourceImage picture) {
        int width = picture.width();
        int height = picture.height();
        byte[] turned = new byte[picture.rgb().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                System.arraycopy(
                        picture.rgb(), CHANNELS * (y * width + x), turned, CHANNELS * (x * height + y), CHANNELS);
            }
        }
        return new SourceImage(/* width= */ height, /* height= */ width, turned);
    }
}
