package dev.frisket.submit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** The rule for coordinates: fractions of a picture's side, those a rounding error outside moved to the edge. */
final class Fractions {
    private static final double SLACK = 0.000_001;

    private Fractions() {}

    /**
     * The coordinate, within 0..1.
     *
     * @param broken the rule is added to it if the number is farther outside
     */
    static double clamped(JsonNode number, Set<String> broken) {
        double value = number.doubleValue();
        if (value < -SLACK) {
            broken.add("must not be less than 0");
        } else if (!(value <= 1 + SLACK)) {
            broken.add("must not be greater than 1");
        }
        return Math.min(1, Math.max(0, value));
    }
}
