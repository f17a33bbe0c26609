package dev.frisket.core.queue;

/** A message in a queue. */
public interface Message {
    /** The message's text, in a versioned format. */
    String write();

    /** A description for the log: {@code the job of …}. */
    String description();
}
