package dev.frisket.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import dev.frisket.core.shape.Rle;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** Checks polygons against the mask that they were traced from, by rules that share nothing with the tracing. */
final class FilledPolygons {
    private FilledPolygons() {}

    static String trace(int width, int height, byte[] coverage) {
        Rle rle = Rle.of(width, height, coverage);
        return Polygons.trace(Rle.parse(width, height, rle.counts()), Integer.MAX_VALUE)
                .orElseThrow();
    }

    /** Each polygon, filled by the even-odd rule, is one region of the mask, and together they are the mask. */
    static void check(String polygons, int width, int height, byte[] coverage) {
        BitSet left = new BitSet();
        for (int i = 0; i < coverage.length; i++) {
            left.set(i, coverage[i] < 0);
        }
        for (JsonNode polygon : Json.read(polygons.getBytes(UTF_8))) {
            BitSet filled = new BitSet();
            for (int ring = 0; ring < polygon.size(); ring++) {
                long area = checkRing(polygon.get(ring));
                assertThat(ring == 0 ? area : -area)
                        .as("clockwise area of ring %s", ring)
                        .isPositive();
                fill(polygon.get(ring), width, filled);
            }
            assertThat(filled).isEqualTo(takeRegion(left, filled.nextSetBit(0), width, height));
        }
        assertThat(left).as("pixels in no polygon").isEqualTo(new BitSet());
    }

    /** Twice the area, positive if the ring is clockwise as displayed. */
    private static long checkRing(JsonNode ring) {
        assertThat(ring.get(ring.size() - 1)).as("closed").isEqualTo(ring.get(0));
        long area = 0;
        for (int i = 1; i < ring.size(); i++) {
            JsonNode from = ring.get(i - 1);
            JsonNode to = ring.get(i);
            int next = i == ring.size() - 1 ? 1 : i + 1;
            assertThat(isVertical(from, to)).as("turns at each corner").isNotEqualTo(isVertical(to, ring.get(next)));
            area += (long) from.get(0).intValue() * to.get(1).intValue()
                    - (long) to.get(0).intValue() * from.get(1).intValue();
        }
        return area;
    }

    private static boolean isVertical(JsonNode from, JsonNode to) {
        boolean vertical = from.get(0).equals(to.get(0));
        assertThat(from.get(1).equals(to.get(1))).as("along an axis").isNotEqualTo(vertical);
        return vertical;
    }

    /** Inverts what is right of each vertical edge. */
    private static void fill(JsonNode ring, int width, BitSet pixels) {
        for (int i = 1; i < ring.size(); i++) {
            int x = ring.get(i).get(0).intValue();
            int one = ring.get(i - 1).get(1).intValue();
            int other = ring.get(i).get(1).intValue();
            for (int y = Math.min(one, other); y < Math.max(one, other); y++) {
                pixels.flip(y * width + x, (y + 1) * width);
            }
        }
    }

    /** Removes the 4-connected region around a pixel, and returns it. */
    private static BitSet takeRegion(BitSet pixels, int seed, int width, int height) {
        BitSet region = new BitSet();
        Deque<Integer> waiting = new ArrayDeque<>();
        waiting.add(seed);
        while (!waiting.isEmpty()) {
            int pixel = waiting.remove();
            if (!pixels.get(pixel)) {
                continue;
            }
            pixels.clear(pixel);
            region.set(pixel);
            int x = pixel % width;
            int y = pixel / width;
            if (x > 0) {
                waiting.add(pixel - 1);
            }
            if (x < width - 1) {
                waiting.add(pixel + 1);
            }
            if (y > 0) {
                waiting.add(pixel - width);
            }
            if (y < height - 1) {
                waiting.add(pixel + width);
            }
        }
        return region;
    }
}
