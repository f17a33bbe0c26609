package dev.frisket.core.bucket;

/** The bucket can't be reached or refuses; trying again later may help. */
public final class BucketUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BucketUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
