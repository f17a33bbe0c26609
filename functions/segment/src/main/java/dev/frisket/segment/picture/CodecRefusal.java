package dev.frisket.segment.picture;

import java.util.regex.Pattern;

/**
 * Distinguishes unsupported files from damaged ones.
 *
 * <p>The JDK's codecs have no exception of their own for it, only texts, which are not translated.
 */
final class CodecRefusal {
    private static final Pattern TEXT = Pattern.compile(
            "unsupported|not supported|not implemented|incompatible with ColorModel|imageTypes null or empty",
            Pattern.CASE_INSENSITIVE);

    private CodecRefusal() {}

    /** Whether the codec threw this because it does not support the file, which may be undamaged. */
    static boolean isOne(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsupportedOperationException
                    || TEXT.matcher(String.valueOf(cause.getMessage())).find()) {
                return true;
            }
        }
        return false;
    }
}
