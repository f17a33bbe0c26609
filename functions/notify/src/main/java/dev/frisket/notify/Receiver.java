package dev.frisket.notify;

import java.util.Map;

/** Posts messages to the receivers of webhooks. */
public interface Receiver {

    /**
     * Posts a message, once, and returns the outcome.
     *
     * @param webhook URL to post to
     */
    WebhookResponse post(String webhook, Map<String, String> headers, byte[] body);
}
