package dev.frisket.core.artwork;

import java.util.Locale;

/** How a request says what to segment. */
public enum Method {
    /** By words. */
    TEXT,
    /** By points inside and outside. */
    POINTS,
    /** By boxes, a mask for each. */
    BOXES;

    /** The name in requests and answers. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
