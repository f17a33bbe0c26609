package dev.frisket.core.address;

/** A URL that is malformed or not permitted; retrying does not help. */
public final class RefusedUrlException extends AddressException {

    private static final long serialVersionUID = 1;

    RefusedUrlException(String rule) {
        super(rule);
    }
}
