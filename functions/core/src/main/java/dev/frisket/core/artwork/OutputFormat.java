package dev.frisket.core.artwork;

import java.util.Locale;

/** The file format that a request asks for. */
public enum OutputFormat {
    /** WebP, or PNG where a picture is too large for WebP. */
    AUTO,
    /** PNG. */
    PNG,
    /** WebP, or PNG where a picture is too large for WebP. */
    WEBP;

    /** The name in requests and answers. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
