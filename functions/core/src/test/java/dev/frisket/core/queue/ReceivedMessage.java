package dev.frisket.core.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.TestContext;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message as a function receives it.
 *
 * @param receipt names this handing-out
 * @param group the organization that it was sent for; null: none
 * @param count how often it was handed out, this time included
 */
public record ReceivedMessage(String id, String receipt, String body, @Nullable String group, int count) {

    /** A message for no organization, handed out {@code count} times. */
    public ReceivedMessage(String id, String body, int count) {
        this(id, id + "/" + count, body, null, count);
    }

    /** The event that brings these messages to a function. */
    public static SQSEvent event(ReceivedMessage... messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(Stream.of(messages).map(ReceivedMessage::record).toList());
        return event;
    }

    /** Passes the message to a function, and returns whether the queue may delete it. */
    public boolean doneBy(RequestHandler<SQSEvent, SQSBatchResponse> function) {
        return doneBy(function, new TestContext());
    }

    /** Passes the message to an invocation of a function, and returns whether the queue may delete it. */
    public boolean doneBy(RequestHandler<SQSEvent, SQSBatchResponse> function, Context invocation) {
        return function.handleRequest(event(this), invocation)
                .getBatchItemFailures()
                .isEmpty();
    }

    private SQSEvent.SQSMessage record() {
        SQSEvent.SQSMessage record = new SQSEvent.SQSMessage();
        record.setMessageId(id);
        record.setReceiptHandle(receipt);
        record.setBody(body);
        Map<String, String> attributes = new HashMap<>();
        attributes.put("ApproximateReceiveCount", Integer.toString(count));
        if (group != null) {
            attributes.put("MessageGroupId", group);
        }
        record.setAttributes(attributes);
        return record;
    }
}
