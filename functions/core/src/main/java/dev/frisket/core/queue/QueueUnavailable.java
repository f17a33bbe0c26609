package dev.frisket.core.queue;

/** The queue can't be reached or refuses; trying again later may help. */
public final class QueueUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueueUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
