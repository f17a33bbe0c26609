package dev.frisket.packs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of prompt a pack can serve. */
public enum Capability {
    /** Masks from points. */
    @JsonProperty("points")
    POINTS,
    /** Masks from boxes. */
    @JsonProperty("boxes")
    BOXES,
    /** Boxes from words. */
    @JsonProperty("text")
    TEXT
}
