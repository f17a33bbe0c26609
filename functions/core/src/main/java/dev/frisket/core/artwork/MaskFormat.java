package dev.frisket.core.artwork;

import java.util.Arrays;
import java.util.Optional;

/** The file format of a stored mask. */
public enum MaskFormat {
    /** PNG, one channel of 8 bits. */
    PNG("png", "image/png", Integer.MAX_VALUE),
    /**
     * WebP, lossless; <a href="https://www.rfc-editor.org/rfc/rfc9649#name-vp8l-format">RFC 9649</a> stores each side
     * in 14 bits.
     */
    WEBP("webp", "image/webp", 16_383);

    private final String extension;
    private final String contentType;
    private final int longestSide;

    MaskFormat(String extension, String contentType, int longestSide) {
        this.extension = extension;
        this.contentType = contentType;
        this.longestSide = longestSide;
    }

    /** The format with this file extension, without the dot; empty if there is none. */
    public static Optional<MaskFormat> ofExtension(String extension) {
        return Arrays.stream(values())
                .filter(format -> format.extension.equals(extension))
                .findFirst();
    }

    /** The file extension, without the dot. */
    public String extension() {
        return extension;
    }

    /** The media type that S3 serves the file with. */
    public String contentType() {
        return contentType;
    }

    /** Maximum pixels on a side. */
    public int longestSide() {
        return longestSide;
    }
}
