package dev.frisket.core.address;

/** A URL that is malformed, or that leads where no request may go; trying again changes nothing. */
public final class RefusedUrlException extends AddressException {

    private static final long serialVersionUID = 1;

    RefusedUrlException(String rule) {
        super(rule);
    }
}
