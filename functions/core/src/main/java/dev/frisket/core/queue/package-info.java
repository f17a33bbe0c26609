/** Queues: the port, its SQS adapter, and the form of a message. */
@NullMarked
package dev.frisket.core.queue;

import org.jspecify.annotations.NullMarked;
