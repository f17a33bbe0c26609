package dev.frisket.segment.picture;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The formats of pictures that are recognised but not decoded, each with its name and a way out. */
enum UnreadFormat {
    AVIF("AVIF", "save it as PNG or JPEG", ".{4}ftyp(?:avi[fs]|(?:mif1|msf1|miaf).{4}(?:.{4}){0,20}?avi[fs])"),
    HEIC(
            "HEIC, as iPhones take it",
            "export it as JPEG",
            ".{4}ftyp(?:hei[cxms]|hev[cxms]|(?:mif1|msf1|miaf).{4}(?:.{4}){0,20}?hei[cx])"),
    HEIF("HEIF", "export it as JPEG", ".{4}ftyp(?:mif1|msf1|miaf)"),
    JPEG_XL("JPEG XL", "save it as PNG or JPEG", "\\xFF\\x0A|\\x00{3}\\x0CJXL \\r\\n\\x87\\n"),
    JPEG_2000("JPEG 2000", "save it as PNG or JPEG", "\\xFFO\\xFFQ|\\x00{3}\\x0CjP {2}\\r\\n\\x87\\n"),
    PSD("a Photoshop document (PSD)", "export it as PNG or JPEG", "8BPS"),
    PDF("a PDF document", "export the page as PNG or JPEG", "\\s*%PDF-"),
    ICO("an icon (ICO)", "save it as PNG", "\\x00\\x00[\\x01\\x02]\\x00[^\\x00]\\x00.{3}\\x00"),
    BIG_TIFF("BigTIFF", "save it as TIFF without the Big, or as PNG", "II\\+\\x00\\x08\\x00|MM\\x00\\+\\x00\\x08"),
    CR2(raw("Canon's CR2"), Text.DEVELOP, "II\\*\\x00.{4}CR"),
    CR3(raw("Canon's CR3"), Text.DEVELOP, ".{4}ftypcrx "),
    RAF(raw("Fujifilm's RAF"), Text.DEVELOP, "FUJIFILM"),
    ORF(raw("Olympus' ORF"), Text.DEVELOP, "IIR[OS]|MMOR"),
    RW2(raw("Panasonic's RW2"), Text.DEVELOP, "IIU\\x00"),
    /** Of {@link Text#START} bytes without comments; an HTML page with a drawing in it is no picture. */
    SVG(
            "an SVG drawing",
            "export it as PNG in the size that you need",
            "(?:\\xEF\\xBB\\xBF)?\\s*(?:<\\?[^>]*>\\s*){0,9}<(?:!DOCTYPE\\s+svg|(?:[\\w-]+:)?svg)[\\s>\\[]",
            true),
    // These are TIFF files, recognized by their directories.
    DNG(raw("DNG"), Text.DEVELOP, Text.NOTHING),
    NEF(raw("Nikon's NEF"), Text.DEVELOP, Text.NOTHING),
    ARW(raw("Sony's ARW"), Text.DEVELOP, Text.NOTHING),
    CAMERA_RAW("a camera RAW file", Text.DEVELOP, Text.NOTHING);

    private static final class Text {
        /** Bytes that are looked at. */
        static final int START = 4096;

        static final String DEVELOP = "develop it and export it as JPEG";
        static final String NOTHING = "(?!)";
        static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    }

    private final String sentence;
    private final Pattern signature;
    private final boolean markup;

    UnreadFormat(String description, String wayOut, String signature) {
        this(description, wayOut, signature, false);
    }

    /** @param markup whether comments may stand before the signature */
    UnreadFormat(String description, String wayOut, String signature, boolean markup) {
        this.markup = markup;
        this.sentence = "The picture is " + description + ", which is not read here; " + wayOut + ".";
        this.signature = Pattern.compile(signature, Pattern.DOTALL);
    }

    private static String raw(String name) {
        return "a camera RAW file (" + name + ")";
    }

    /** Recognizes a file by its first bytes. */
    static Optional<UnreadFormat> of(byte[] file) {
        String start = new Bytes(file).text(0, Math.min(file.length, Text.START));
        String withoutComments =
                start.contains("<!--") ? Text.COMMENT.matcher(start).replaceAll("") : start;
        return Arrays.stream(values())
                .filter(format -> format.signature
                        .matcher(format.markup ? withoutComments : start)
                        .lookingAt())
                .findFirst();
    }

    /** The error for the caller. */
    PictureException refusal() {
        return new PictureException(sentence);
    }
}
