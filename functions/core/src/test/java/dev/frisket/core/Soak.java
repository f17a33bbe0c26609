package dev.frisket.core;

/** How long soak tests go on: briefly in a person's build, at full length with {@code mvn verify -Dsoak}. */
public final class Soak {
    private Soak() {}

    /** The size for this run. */
    public static int size(int brief, int full) {
        return Boolean.getBoolean("soak") ? full : brief;
    }
}
