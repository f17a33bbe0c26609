package dev.frisket.core.queue;

/** What waits in a queue. */
public interface Message {
    /** The message's text, in the form of a known version. */
    String write();

    /** What it is, for the log: {@code the job of …}. */
    String description();
}
