package dev.frisket.notify;

import dev.frisket.core.webhook.Delivery;
import java.time.Duration;

/**
 * The outcome of calling a webhook.
 *
 * @param outcome the status, or why there is none
 * @param retryAfter how long the receiver is to be left alone at least, not negative: because it asks for that, or hung
 * @param silent whether it took all its time
 */
public record WebhookResponse(Delivery.Outcome outcome, Duration retryAfter, boolean silent) {
    private static final int GONE = 410;

    /** That there is one, whatever it says. */
    public WebhookResponse(Delivery.Answered outcome, Duration retryAfter) {
        this(outcome, retryAfter, false);
    }

    /** That there was none in time, for this reason: a receiver that hangs is left alone for a while. */
    static WebhookResponse silence(String reason) {
        return new WebhookResponse(new Delivery.Unanswered(reason), Patience.REMEMBERED, true);
    }

    /** That there is none, for this reason. */
    public static WebhookResponse none(String reason) {
        return new WebhookResponse(new Delivery.Unanswered(reason), Duration.ZERO, false);
    }

    /** Whether no further attempt is needed: the receiver acknowledged the message, or wants no more. */
    boolean last() {
        return outcome instanceof Delivery.Answered answered
                && (answered.statusCode() / 100 == 2 || answered.statusCode() == GONE);
    }
}
