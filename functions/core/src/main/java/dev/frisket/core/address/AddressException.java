package dev.frisket.core.address;

/** A URL without a permitted address; the subclasses are the complete list of reasons. */
public abstract sealed class AddressException extends Exception
        permits RefusedUrlException, UnknownHostNameException, ResolverFailedException {

    private static final long serialVersionUID = 1;

    AddressException(String message) {
        super(message);
    }

    /** The broken rule, worded as in class-validator to follow a property's name: {@code must be a URL address}. */
    public String rule() {
        return String.valueOf(getMessage());
    }
}
