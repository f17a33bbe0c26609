package dev.frisket.submit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** The rule for coordinates: fractions of a picture's side; values outside by a rounding error are clamped. */
final class Fractions {
    private static final String RULE = "must be fractions 0 to 1: x divided by the width, y by the height";
    private static final double SLACK = 0.000_001;

    private Fractions() {}

    /**
     * The coordinate, within 0..1.
     *
     * @param broken the rule is added to it if the number is farther outside
     */
    static double clamped(JsonNode number, Set<String> broken) {
        double value = number.doubleValue();
        if (!(value >= -SLACK && value <= 1 + SLACK)) {
            broken.add(RULE);
        }
        return Math.min(1, Math.max(0, value));
    }
}
