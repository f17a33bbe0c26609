package dev.frisket.segment.mask;

/** How masks are stored; both are exact. */
public enum MaskFormat {
    /** Eight-bit grey, one channel. */
    PNG("image/png", "png", Integer.MAX_VALUE) {
        @Override
        byte[] write(Mask mask, Cores cores) {
            return PngWriter.write(mask, cores);
        }
    },
    /** Lossless, red = green = blue. */
    WEBP("image/webp", "webp", 16383) {
        @Override
        byte[] write(Mask mask, Cores cores) {
            return WebpWriter.write(mask, cores);
        }
    };

    private final String contentType;
    private final String extension;
    private final int longestSide;

    MaskFormat(String contentType, String extension, int longestSide) {
        this.contentType = contentType;
        this.extension = extension;
        this.longestSide = longestSide;
    }

    /** The media type: {@code image/png} or {@code image/webp}. */
    public String contentType() {
        return contentType;
    }

    /** What a file name ends in, without the dot: {@code png} or {@code webp}. */
    public String extension() {
        return extension;
    }

    /** This format, or PNG for a mask with a side longer than this format knows. */
    public MaskFormat fitting(int width, int height) {
        return Math.max(width, height) <= longestSide ? this : PNG;
    }

    abstract byte[] write(Mask mask, Cores cores);
}
