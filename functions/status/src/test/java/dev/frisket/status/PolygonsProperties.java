package dev.frisket.status;

import dev.frisket.core.shape.RandomMasks;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PolygonsProperties {
    @Property(tries = 3000)
    void polygonsFilledAgainAreTheMask(
            @ForAll @IntRange(min = 1, max = 30) int width,
            @ForAll @IntRange(min = 1, max = 30) int height,
            @ForAll @IntRange(min = 0, max = 12) int change,
            @ForAll Random random) {
        byte[] coverage = RandomMasks.coverage(width, height, change, random);

        FilledPolygons.check(FilledPolygons.trace(width, height, coverage), width, height, coverage);
    }

    /** All masks of 4x4 pixels contain every way in which pixels can touch. */
    @Property(tries = 1)
    void everySmallMaskIsTraced() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            byte[] coverage = new byte[16];
            for (int i = 0; i < 16; i++) {
                coverage[i] = (byte) ((bits >> i & 1) == 0 ? 0 : 255);
            }
            FilledPolygons.check(FilledPolygons.trace(4, 4, coverage), 4, 4, coverage);
        }
    }
}
