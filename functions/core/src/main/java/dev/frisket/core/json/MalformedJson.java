package dev.frisket.core.json;

import org.jspecify.annotations.Nullable;

/** Text that is not acceptable JSON; the message is the broken rule, such as {@code must be UTF-8 text}. */
public final class MalformedJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedJson(String rule, @Nullable Throwable cause) {
        super(rule, cause);
    }
}
