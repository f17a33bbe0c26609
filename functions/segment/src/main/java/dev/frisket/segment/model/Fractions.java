package dev.frisket.segment.model;

/** Validates coordinates, which are fractions of a picture's sides. */
final class Fractions {
    private Fractions() {}

    /** @throws IllegalArgumentException if the value is outside 0..1 or NaN */
    static void require(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be within 0..1, was " + value);
        }
    }
}
