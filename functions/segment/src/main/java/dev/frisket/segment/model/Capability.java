package dev.frisket.segment.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

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
    TEXT;

    /** The ports for it: a model that serves it implements one of them. */
    public List<Class<? extends Model>> ports() {
        return switch (this) {
            case POINTS, BOXES -> List.of(MaskModel.class);
            case TEXT -> List.of(TextMaskModel.class, Detector.class);
        };
    }
}
