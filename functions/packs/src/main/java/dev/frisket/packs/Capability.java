package dev.frisket.packs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A kind of prompt that a model pack can serve. */
public enum Capability {
    /** Masks from points. */
    @JsonProperty("points")
    POINTS,
    /** Masks from boxes. */
    @JsonProperty("boxes")
    BOXES,
    /** Masks from text, or boxes from text, which are then masked by a pack that serves {@link #BOXES}. */
    @JsonProperty("text")
    TEXT
}
