package dev.frisket.packs;

import java.util.Arrays;

/** A kind of prompt that a model pack can serve. */
public enum Capability {
    /** Masks from points. */
    POINTS("points"),
    /** Masks from boxes. */
    BOXES("boxes"),
    /** Masks from text, or boxes from text, which are then masked by a pack that serves {@link #BOXES}. */
    TEXT("text");

    private final String value;

    Capability(String value) {
        this.value = value;
    }

    /**
     * The capability that a manifest names.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    static Capability of(String value) {
        return Arrays.stream(values())
                .filter(one -> one.value.equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a capability: " + value));
    }
}
