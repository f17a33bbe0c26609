package dev.frisket.core.artwork;

import java.util.Arrays;
import java.util.Optional;

/** The file format of a stored mask or cut-out. */
public enum MaskFormat {
    /** PNG, 8 bits per sample: a mask has one channel, a cut-out RGBA. */
    PNG("png", "image/png", Integer.MAX_VALUE),
    /**
     * WebP: a mask and the alpha of a cut-out are lossless, its colours are lossy; <a
     * href="https://www.rfc-editor.org/rfc/rfc9649#name-vp8l-format">RFC 9649</a> stores each side in 14 bits.
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

    /** This format, or PNG if a picture of this size in pixels is too large for this format. */
    public MaskFormat fitting(int width, int height) {
        return Math.max(width, height) <= longestSide ? this : PNG;
    }
}
