package dev.frisket.core.artwork;

import java.util.List;

/** Limits on a picture's file, whether uploaded or on the web. */
public final class PictureLimits {
    /** Maximum size in bytes. */
    public static final int MAX_BYTES = 25_000_000;

    /**
     * Media types of the supported formats, and other names that programs use for them. The actual format is detected
     * from a file's bytes.
     */
    public static final List<String> CONTENT_TYPES = List.of(
            "image/jpeg",
            "image/png",
            "image/webp",
            "image/gif",
            "image/bmp",
            "image/tiff",
            "image/jpg",
            "image/pjpeg",
            "image/x-png",
            "image/x-ms-bmp");

    private PictureLimits() {}
}
