package dev.frisket.segment.model;

/** The rule for coordinates: fractions of a picture's side. */
final class Fractions {
    private Fractions() {}

    /** @throws IllegalArgumentException if the value is outside 0..1 or no number */
    static void require(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be within 0..1, was " + value);
        }
    }
}
