package dev.frisket.notify;

import java.util.Map;

/** The other sides of webhooks. */
public interface Receiver {

    /**
     * Posts a message, once, and tells what came of it.
     *
     * @param webhook where to
     */
    WebhookResponse post(String webhook, Map<String, String> headers, byte[] body);
}
