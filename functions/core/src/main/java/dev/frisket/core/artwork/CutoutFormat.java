package dev.frisket.core.artwork;

import java.util.Locale;
import java.util.Optional;

/** The file format of the cut-outs that a request specifies, if any. */
public enum CutoutFormat {
    /** No cut-outs. */
    NONE,
    /** PNG, exact. */
    PNG,
    /** WebP, or PNG where a picture is too large for WebP. */
    WEBP;

    /** The name in requests and responses. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The file format, used unless the picture is too large for it; empty if no cut-outs are wanted. */
    public Optional<MaskFormat> fileFormat() {
        return switch (this) {
            case NONE -> Optional.empty();
            case PNG -> Optional.of(MaskFormat.PNG);
            case WEBP -> Optional.of(MaskFormat.WEBP);
        };
    }

    /** The value that requests exactly this file format. */
    public static CutoutFormat of(MaskFormat format) {
        return switch (format) {
            case PNG -> PNG;
            case WEBP -> WEBP;
        };
    }
}
