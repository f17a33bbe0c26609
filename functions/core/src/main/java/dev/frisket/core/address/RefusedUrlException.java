package dev.frisket.core.address;

/** A URL that is malformed or not permitted; retrying does not help. */
public final class RefusedUrlException extends AddressException {

    private static final long serialVersionUID = 1;
    private final boolean hostNotPublic;

    RefusedUrlException(String rule) {
        this(rule, false);
    }

    private RefusedUrlException(String rule, boolean hostNotPublic) {
        super(rule);
        this.hostNotPublic = hostNotPublic;
    }

    static RefusedUrlException notPublic() {
        return new RefusedUrlException("must be a URL address whose host is publicly routable", true);
    }

    /** Whether the only objection is that the host is private or local. */
    public boolean isHostNotPublic() {
        return hostNotPublic;
    }
}
