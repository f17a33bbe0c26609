package dev.frisket.core.queue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.frisket.core.concurrent.DaemonThreads;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Handles the messages of a batch separately: the queue keeps only those that are not done.
 *
 * <p>A message is done if its handler returns true. If the handler throws, the message is kept: one that is not ours
 * stays in the queue until it becomes a dead letter, for an operator to inspect.
 */
public final class MessageBatch {
    private static final System.Logger LOG = System.getLogger(MessageBatch.class.getName());
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(DaemonThreads.named("batch"));

    private MessageBatch() {}

    /** Handles the messages one after the other, in this thread. */
    public static SQSBatchResponse inTurn(SQSEvent event, Predicate<SQSMessage> work) {
        return new SQSBatchResponse(event.getRecords().stream()
                .flatMap(message -> kept(message, work).stream())
                .toList());
    }

    /** Handles all messages in parallel, so that none waits for another. */
    public static SQSBatchResponse inParallel(SQSEvent event, Predicate<SQSMessage> work) {
        List<CompletableFuture<Optional<BatchItemFailure>>> outcomes = event.getRecords().stream()
                .map(message -> CompletableFuture.supplyAsync(() -> kept(message, work), THREADS))
                .toList();
        return new SQSBatchResponse(
                outcomes.stream().flatMap(outcome -> outcome.join().stream()).toList());
    }

    /** An attribute that the queue set on a message, such as {@code SentTimestamp}, or null. */
    public static @Nullable String attribute(SQSMessage message, String name) {
        return message.getAttributes() == null ? null : message.getAttributes().get(name);
    }

    /** The X-Ray tracing header of a message, or null. */
    public static @Nullable String trace(SQSMessage message) {
        return attribute(message, "AWSTraceHeader");
    }

    private static Optional<BatchItemFailure> kept(SQSMessage message, Predicate<SQSMessage> work) {
        try {
            return work.test(message) ? Optional.empty() : Optional.of(new BatchItemFailure(message.getMessageId()));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "message " + message.getMessageId() + " could not be handled", e);
            return Optional.of(new BatchItemFailure(message.getMessageId()));
        }
    }
}
