package dev.frisket.core.artwork;

import java.util.Locale;

/** The mask file format that a request specifies. */
public enum OutputFormat {
    /** WebP, or PNG where a picture is too large for WebP. */
    AUTO,
    /** PNG. */
    PNG,
    /** WebP, or PNG where a picture is too large for WebP. */
    WEBP;

    /** The name in requests and responses. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mask file format, used unless the picture is too large for it. */
    public MaskFormat maskFormat() {
        return switch (this) {
            case AUTO, WEBP -> MaskFormat.WEBP;
            case PNG -> MaskFormat.PNG;
        };
    }

    /** The value that requests exactly this file format. */
    public static OutputFormat of(MaskFormat format) {
        return switch (format) {
            case PNG -> PNG;
            case WEBP -> WEBP;
        };
    }
}
