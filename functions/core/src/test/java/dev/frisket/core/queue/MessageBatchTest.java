package dev.frisket.core.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.frisket.core.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MessageBatchTest {
    private static final SQSEvent EVENT = event("good", "bad", "poison", "good");

    @Test
    void theQueueKeepsWhatIsNotDoneAndNothingElse() {
        assertThat(kept(MessageBatch.inTurn(EVENT, MessageBatchTest::work))).containsExactly("id1", "id2");
        assertThat(kept(MessageBatch.inParallel(EVENT, MessageBatchTest::work))).containsExactly("id1", "id2");
    }

    @Test
    void inTurnMeansInOrderAndInThisThread() {
        List<String> seen = new ArrayList<>();
        Thread caller = Thread.currentThread();

        MessageBatch.inTurn(event("a", "b", "c"), message -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            return seen.add(message.getBody());
        });

        assertThat(seen).containsExactly("a", "b", "c");
    }

    @Test
    @Timeout(60)
    void atOnceNoMessageWaitsForAnother() {
        CountDownLatch all = new CountDownLatch(3);

        assertThat(kept(MessageBatch.inParallel(event("a", "b", "c"), message -> {
                    all.countDown();
                    try {
                        all.await();
                        return true;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })))
                .isEmpty();
    }

    /** Lambda then treats the whole batch as failed, and the queue keeps every message. */
    @Test
    void anErrorEndsTheInvocation() {
        Predicate<SQSMessage> killed = message -> {
            throw new Faults.Killed();
        };

        assertThatThrownBy(() -> MessageBatch.inTurn(EVENT, killed)).isInstanceOf(Faults.Killed.class);
        assertThatThrownBy(() -> MessageBatch.inParallel(EVENT, killed))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Faults.Killed.class);
    }

    @Test
    void attributesMayBeMissing() {
        SQSMessage message = EVENT.getRecords().get(0);
        assertThat(MessageBatch.trace(message)).isNull();

        message.setAttributes(Map.of("AWSTraceHeader", "Root=1"));
        assertThat(MessageBatch.trace(message)).isEqualTo("Root=1");
        assertThat(MessageBatch.attribute(message, "SentTimestamp")).isNull();
    }

    private static boolean work(SQSMessage message) {
        if (message.getBody().equals("poison")) {
            throw new IllegalArgumentException("this is no job");
        }
        return message.getBody().equals("good");
    }

    private static SQSEvent event(String... bodies) {
        SQSEvent event = new SQSEvent();
        List<SQSMessage> records = new ArrayList<>();
        Stream.of(bodies).forEach(body -> {
            SQSMessage message = new SQSMessage();
            message.setMessageId("id" + records.size());
            message.setBody(body);
            records.add(message);
        });
        event.setRecords(records);
        return event;
    }

    private static List<String> kept(SQSBatchResponse response) {
        return response.getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }
}
