package dev.frisket.segment.picture;

import java.util.regex.Pattern;

/**
 * Tells what a codec does not support from damage.
 *
 * <p>The JDK's codecs have no exception of their own for it, only texts, which are not translated.
 */
final class CodecRefusal {
    private static final Pattern TEXT = Pattern.compile(
            "unsupported|not supported|not implemented|incompatible with ColorModel|imageTypes null or empty",
            Pattern.CASE_INSENSITIVE);

    private CodecRefusal() {}

    /** Whether the file may be whole although the codec threw this. */
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
