package dev.frisket.segment.mask;

import static dev.frisket.segment.mask.Drawing.mask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RegionsTest {
    private static final Path GOLDEN = Path.of(System.getProperty("golden"));

    @Test
    void whatIsEnclosedIsFilledAndABayIsNot() {
        Mask ringAndBay = mask("#####..", "#...#..", "#.#.###", "#...#..", "#####.#");

        assertThat(Drawing.rows(Regions.filled(ringAndBay)))
                .containsExactly("#####..", "#####..", "#######", "#####..", "#####.#");
    }

    @Test
    void aHoleThatIsOpenOnlyAtACornerIsEnclosed() {
        assertThat(Drawing.rows(Regions.filled(mask("....", ".##.", "#.#.", "##..", "...."))))
                .contains("###.");
    }

    @Test
    void theLargestRegionIsKeptWithWhatTouchesItAtACorner() {
        assertThat(Drawing.rows(Regions.largest(mask("##...", "##..#", "...#.", "..#.#", ".#..."))))
                .containsExactly(".....", "....#", "...#.", "..#.#", ".#...");
    }

    @Test
    void ofEqualRegionsTheFirstInReadingOrderIsKept() {
        assertThat(Drawing.rows(Regions.largest(mask("...#", "#..#", "#...")))).containsExactly("...#", "...#", "....");
    }

    @Test
    void anEmptyMaskStaysEmptyAndAFullOneFull() {
        assertThat(Drawing.rows(Regions.largest(Regions.filled(mask("..", "..")))))
                .containsExactly("..", "..");
        assertThat(Drawing.rows(Regions.largest(Regions.filled(mask("##", "##")))))
                .containsExactly("##", "##");
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.MIXIN)
    void regionsAreThoseOfTheDefinition(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 9) int tenths,
            @ForAll long seed) {
        Mask mask = noise(width, height, tenths, seed);

        assertThat(Regions.filled(noise(width, height, tenths, seed)).coverage())
                .isEqualTo(slowlyFilled(mask));
        assertThat(Regions.largest(noise(width, height, tenths, seed)).coverage())
                .isEqualTo(slowlyLargest(mask));
    }

    /** Masks that regions/regions.py has made with SciPy. */
    @TestFactory
    Stream<DynamicTest> everyGoldenRegionIsReached() throws IOException {
        JsonNode cases;
        try (InputStream file = resource("cases.json")) {
            cases = new ObjectMapper().readTree(file);
        }
        assertThat(cases).hasSizeGreaterThan(30);
        return StreamSupport.stream(cases.spliterator(), false)
                .map(golden -> DynamicTest.dynamicTest(golden.get("id").asText(), () -> isReached(golden)));
    }

    private static void isReached(JsonNode golden) throws IOException {
        Mask mask;
        try (InputStream file =
                Files.newInputStream(GOLDEN.resolve(golden.get("input").asText()))) {
            mask = read(file);
        }
        mask = golden.get("fillHoles").asBoolean() ? Regions.filled(mask) : mask;
        mask = golden.get("largestOnly").asBoolean() ? Regions.largest(mask) : mask;
        mask = golden.get("invert").asBoolean() ? mask.inverted() : mask;

        try (InputStream file = resource(golden.get("id").asText() + ".png")) {
            assertThat(mask.coverage()).isEqualTo(read(file).coverage());
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(RegionsTest.class.getResourceAsStream("regions/" + name), name);
    }

    private static Mask read(InputStream file) throws IOException {
        var image = ImageIO.read(file);
        byte[] coverage = new byte[image.getWidth() * image.getHeight()];
        for (int i = 0; i < coverage.length; i++) {
            int row = i / image.getWidth();
            coverage[i] = (byte) (image.getRGB(i % image.getWidth(), row) & 0xff);
        }
        return new Mask(image.getWidth(), image.getHeight(), coverage);
    }

    private static Mask noise(int width, int height, int tenths, long seed) {
        Random random = new Random(seed);
        byte[] coverage = new byte[width * height];
        for (int i = 0; i < coverage.length; i++) {
            coverage[i] = (byte) (random.nextInt(10) < tenths ? 255 : 0);
        }
        return new Mask(width, height, coverage);
    }

    private static byte[] slowlyFilled(Mask mask) {
        byte[] filled = mask.coverage().clone();
        for (int i = 0; i < filled.length; i++) {
            if (mask.coverage()[i] == 0 && !touchesBorder(region(mask, i, false), mask)) {
                filled[i] = (byte) 255;
            }
        }
        return filled;
    }

    private static boolean touchesBorder(boolean[] region, Mask mask) {
        for (int i = 0; i < region.length; i++) {
            int x = i % mask.width();
            int y = i / mask.width();
            if (region[i] && (x == 0 || y == 0 || x == mask.width() - 1 || y == mask.height() - 1)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] slowlyLargest(Mask mask) {
        boolean[] known = new boolean[mask.coverage().length];
        boolean[] largest = new boolean[known.length];
        int most = 0;
        for (int i = 0; i < known.length; i++) {
            if (mask.coverage()[i] != 0 && !known[i]) {
                boolean[] region = region(mask, i, true);
                int area = 0;
                for (int j = 0; j < region.length; j++) {
                    known[j] |= region[j];
                    area += region[j] ? 1 : 0;
                }
                if (area > most) {
                    most = area;
                    largest = region;
                }
            }
        }
        byte[] kept = new byte[known.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = (byte) (largest[i] ? 255 : 0);
        }
        return kept;
    }

    /** Pixel by pixel: all of the same coverage that are reached from one. */
    private static boolean[] region(Mask mask, int from, boolean corners) {
        boolean[] region = new boolean[mask.coverage().length];
        Deque<Integer> next = new ArrayDeque<>();
        region[from] = true;
        next.add(from);
        while (!next.isEmpty()) {
            int at = next.remove();
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    int x = at % mask.width() + dx;
                    int y = at / mask.width() + dy;
                    boolean neighbour = corners || dx == 0 || dy == 0;
                    if (neighbour && x >= 0 && y >= 0 && x < mask.width() && y < mask.height()) {
                        int other = y * mask.width() + x;
                        if (!region[other] && mask.coverage()[other] == mask.coverage()[from]) {
                            region[other] = true;
                            next.add(other);
                        }
                    }
                }
            }
        }
        return region;
    }
}
