package dev.frisket.core.artwork;

import java.util.List;

/** Limits on a picture's file, whether uploaded or on the web. */
public final class PictureLimits {
    /** Maximum size in bytes. */
    public static final int MAX_BYTES = 25_000_000;

    /**
     * Media types of the supported formats. The bytes of a file determine its format, not its name or declared type.
     */
    public static final List<String> CONTENT_TYPES =
            List.of("image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff");

    private PictureLimits() {}
}
