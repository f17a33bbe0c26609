package dev.frisket.core.artwork;

import java.util.Locale;

/** The file format of a stored mask. */
public enum MaskFormat {
    /** PNG, one channel of 8 bits. */
    PNG,
    /** WebP, lossless. */
    WEBP;

    /** The file name's ending, without the dot. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The media type that S3 serves the file with. */
    public String contentType() {
        return "image/" + extension();
    }
}
