package dev.frisket.notify;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Messages that come together and end one by one: all are worked on at once, so that none waits for another. */
final class Batch {
    private static final System.Logger LOG = System.getLogger(Batch.class.getName());

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "batch");
        thread.setDaemon(true);
        return thread;
    });
    private final Predicate<SQSEvent.SQSMessage> work;

    /** @param work whether the queue may forget the message; it keeps the message of whatever throws */
    Batch(Predicate<SQSEvent.SQSMessage> work) {
        this.work = work;
    }

    /** Works on the messages and tells the queue which to keep. */
    SQSBatchResponse run(SQSEvent event) {
        List<CompletableFuture<Optional<BatchItemFailure>>> ends = event.getRecords().stream()
                .map(message -> CompletableFuture.supplyAsync(() -> kept(message), threads))
                .toList();
        return new SQSBatchResponse(
                ends.stream().flatMap(end -> end.join().stream()).toList());
    }

    /** The trace that a message belongs to. */
    static @Nullable String trace(SQSEvent.SQSMessage message) {
        return message.getAttributes() == null ? null : message.getAttributes().get("AWSTraceHeader");
    }

    private Optional<BatchItemFailure> kept(SQSEvent.SQSMessage message) {
        try {
            return work.test(message) ? Optional.empty() : Optional.of(new BatchItemFailure(message.getMessageId()));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "message " + message.getMessageId() + " could not be handled", e);
            return Optional.of(new BatchItemFailure(message.getMessageId()));
        }
    }
}
