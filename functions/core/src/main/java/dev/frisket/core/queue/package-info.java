/** What all our queues have in common: the adapter to SQS, and the form of a message. */
@NullMarked
package dev.frisket.core.queue;

import org.jspecify.annotations.NullMarked;
