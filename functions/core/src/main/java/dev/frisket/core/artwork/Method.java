package dev.frisket.core.artwork;

import java.util.Locale;

/** The kind of prompt that a request uses. */
public enum Method {
    /** A text prompt. */
    TEXT,
    /** By points inside and outside. */
    POINTS,
    /** By boxes, a mask for each. */
    BOXES;

    /** The name in requests and responses. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
