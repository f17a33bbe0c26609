package dev.frisket.packs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of prompt a model pack can serve. */
public enum Capability {
    /** Masks from points. */
    @JsonProperty("points")
    POINTS,
    /** Masks from boxes. */
    @JsonProperty("boxes")
    BOXES,
    /** Masks from words, or boxes from words, which are then masked by a pack that serves {@link #BOXES}. */
    @JsonProperty("text")
    TEXT
}
