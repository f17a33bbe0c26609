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

    /** The file format that masks are written in wherever it can hold them. */
    public MaskFormat maskFormat() {
        return switch (this) {
            case AUTO, WEBP -> MaskFormat.WEBP;
            case PNG -> MaskFormat.PNG;
        };
    }

    /** What a request asks for that wants exactly this file format. */
    public static OutputFormat of(MaskFormat format) {
        return switch (format) {
            case PNG -> PNG;
            case WEBP -> WEBP;
        };
    }
}
