package dev.frisket.outbound;

import java.io.IOException;

/** The deadline of an exchange passed before its end. */
public final class DeadlineExceededException extends IOException {

    private static final long serialVersionUID = 1;

    DeadlineExceededException(Throwable cause) {
        super("the exchange took too long", cause);
    }
}
