package dev.frisket.notify;

import java.time.Duration;
import java.util.Map;

/** Posts messages to the receivers of webhooks. */
public interface Receiver {

    /**
     * Posts a message, once, and returns the outcome.
     *
     * @param webhook where to
     * @param atMost the timeout, from the look-up of the host to the response
     */
    WebhookResponse post(String webhook, Map<String, String> headers, byte[] body, Duration atMost);
}
