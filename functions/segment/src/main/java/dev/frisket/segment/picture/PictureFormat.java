package dev.frisket.segment.picture;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The supported formats, identified by a file's first bytes. */
enum PictureFormat {
    JPEG("JPEG", "\\xFF\\xD8\\xFF"),
    PNG("PNG", "\\x89PNG\\r\\n\\x1A\\n"),
    WEBP("WebP", "RIFF....WEBP"),
    GIF("GIF", "GIF8[79]a"),
    BMP("BMP", "BM"),
    TIFF("TIFF", "II\\x2A\\x00|MM\\x00\\x2A");

    static final int MAX_SIGNATURE_BYTES = 12;

    private final String name;
    private final Pattern signature;

    PictureFormat(String name, String signature) {
        this.name = name;
        this.signature = Pattern.compile(signature, Pattern.DOTALL);
    }

    static Optional<PictureFormat> of(byte[] file) {
        String start = new Bytes(file).text(0, Math.min(file.length, MAX_SIGNATURE_BYTES));
        return Arrays.stream(values())
                .filter(format -> format.signature.matcher(start).lookingAt())
                .findFirst();
    }

    /** Reads a container up to the first coded pixel. */
    CodedPicture open(byte[] file) throws IOException, PictureException {
        Bytes bytes = new Bytes(file);
        return switch (this) {
            case JPEG -> JpegFile.open(bytes);
            case PNG -> PngFile.open(bytes);
            case WEBP -> WebPFile.open(bytes);
            case GIF -> GifFile.open(bytes);
            case BMP -> BmpFile.open(bytes);
            case TIFF -> TiffFile.open(bytes);
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
