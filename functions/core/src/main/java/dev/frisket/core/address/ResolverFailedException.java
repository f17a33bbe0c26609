package dev.frisket.core.address;

/** A host name that could not be looked up now; later it may be. */
public final class ResolverFailedException extends AddressException {

    private static final long serialVersionUID = 1;

    public ResolverFailedException() {
        super("must have a host that can be looked up");
    }
}
