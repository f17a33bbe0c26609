package dev.frisket.core.address;

/** Why no address was found that may be connected to; the complete list of reasons. */
public abstract sealed class AddressException extends Exception
        permits RefusedUrlException, UnknownHostNameException, ResolverFailedException {

    private static final long serialVersionUID = 1;

    AddressException(String message) {
        super(message);
    }

    /** A rule in the manner of class-validator, to be read behind the property's name: {@code must be a URL address}. */
    public String rule() {
        return String.valueOf(getMessage());
    }
}
