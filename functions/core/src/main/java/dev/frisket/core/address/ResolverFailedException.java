package dev.frisket.core.address;

/** A failed lookup of a host name; a later one may succeed. */
public final class ResolverFailedException extends AddressException {

    private static final long serialVersionUID = 1;

    public ResolverFailedException() {
        super("must have a host that can be looked up");
    }
}
