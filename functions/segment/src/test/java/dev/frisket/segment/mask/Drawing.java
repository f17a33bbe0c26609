package dev.frisket.segment.mask;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Masks for tests: drawn by hand as rows of text, or random. */
final class Drawing {
    private Drawing() {}

    /** '#' is inside, anything else outside. */
    static Mask mask(String... rows) {
        byte[] coverage = new byte[rows.length * rows[0].length()];
        for (int i = 0; i < coverage.length; i++) {
            coverage[i] = (byte) (rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#' ? 255 : 0);
        }
        return new Mask(rows[0].length(), rows.length, coverage);
    }

    /** The reverse of {@link #mask}. */
    static List<String> rows(Mask mask) {
        return IntStream.range(0, mask.height())
                .mapToObj(y -> IntStream.range(y * mask.width(), (y + 1) * mask.width())
                        .mapToObj(i -> mask.coverage()[i] == 0 ? "." : "#")
                        .collect(Collectors.joining()))
                .toList();
    }

    static Mask complement(Mask mask) {
        byte[] coverage = mask.coverage().clone();
        for (int i = 0; i < coverage.length; i++) {
            coverage[i] = (byte) ~coverage[i];
        }
        return new Mask(mask.width(), mask.height(), coverage);
    }

    /** Random rectangles and single pixels, with coverages 0 and 255 only or of all levels. */
    static Mask random(int width, int height, boolean grey, long seed) {
        Random random = new Random(seed);
        byte[] coverage = new byte[width * height];
        for (int shape = random.nextInt(8); shape > 0; shape--) {
            int left = random.nextInt(width);
            int top = random.nextInt(height);
            int right = random.nextBoolean() ? left + 1 : left + 1 + random.nextInt(width - left);
            int bottom = random.nextBoolean() ? top + 1 : top + 1 + random.nextInt(height - top);
            int value = grey ? random.nextInt(256) : random.nextInt(4) == 0 ? 0 : 255;
            for (int y = top; y < bottom; y++) {
                Arrays.fill(coverage, y * width + left, y * width + right, (byte) value);
            }
        }
        return new Mask(width, height, coverage);
    }

    /** A typical object: a lobed outline around the centre, with most of the picture outside. */
    static Mask blob(int width, int height) {
        byte[] coverage = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dx = (x - width / 2.0) / width;
                double dy = (y - height / 2.0) / height;
                double angle = Math.atan2(dy, dx);
                double outline = 0.27 + 0.06 * Math.sin(3 * angle + 1) + 0.03 * Math.sin(7 * angle);
                coverage[y * width + x] = (byte) (Math.hypot(dx, dy) < outline ? 255 : 0);
            }
        }
        return new Mask(width, height, coverage);
    }
}
