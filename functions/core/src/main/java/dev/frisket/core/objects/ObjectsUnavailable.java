package dev.frisket.core.objects;

/** The bucket can't be reached or refuses; trying again later may help. */
public final class ObjectsUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ObjectsUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
