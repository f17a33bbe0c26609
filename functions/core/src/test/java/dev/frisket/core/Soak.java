package dev.frisket.core;

/** Size of soak tests: small in an ordinary build, full with {@code mvn verify -Dsoak}. */
public final class Soak {
    private Soak() {}

    /** The size for this run. */
    public static int size(int brief, int full) {
        return Boolean.getBoolean("soak") ? full : brief;
    }
}
