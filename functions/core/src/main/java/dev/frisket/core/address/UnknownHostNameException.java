package dev.frisket.core.address;

/** A host name that does not exist. */
public final class UnknownHostNameException extends AddressException {

    private static final long serialVersionUID = 1;

    public UnknownHostNameException() {
        super("must have a host that exists");
    }
}
