package dev.frisket.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How long each receiver may take: after one call without an answer less, so that a receiver that hangs costs little.
 *
 * <p>Once a minute such a receiver has all its time again: a slow one, which hung but once, then answers and is trusted as
 * before. Organizations that share a host don't share its reputation, or one could spoil it for another. Only what this
 * process saw counts.
 */
final class Patience {
    static final Duration USUAL = Duration.ofSeconds(10);
    static final Duration AFTER_SILENCE = Duration.ofSeconds(2);

    /** From one call that may take long to the next. */
    static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MOST_REMEMBERED = 1_000; // the oldest are forgotten

    private final Map<Of, Instant> silentUntil = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Of, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private final Clock clock;

    /** Whose receiver it is, and where; spelled otherwise it is another one. */
    private record Of(String organization, String host) {
        static Of webhook(String organization, String webhook) {
            String host = webhook.replaceFirst("^[^:/]*://", "").replaceFirst("[/?#].*", "");
            return new Of(organization, host.toLowerCase(Locale.ROOT));
        }
    }

    Patience(Clock clock) {
        this.clock = clock;
    }

    /** How long a call that begins now may take. */
    synchronized Duration before(String organization, String webhook) {
        Of receiver = Of.webhook(organization, webhook);
        Instant until = silentUntil.get(receiver);
        if (until == null) {
            return USUAL;
        }
        if (until.isAfter(clock.instant())) {
            return AFTER_SILENCE;
        }
        silentUntil.put(receiver, clock.instant().plus(REMEMBERED)); // the others don't wait for what comes of this one
        return USUAL;
    }

    /** Learns what came of a call. */
    synchronized void after(String organization, String webhook, WebhookResponse answer) {
        Of receiver = Of.webhook(organization, webhook);
        if (answer.silent()) {
            silentUntil.putIfAbsent(receiver, clock.instant().plus(REMEMBERED));
        } else {
            silentUntil.remove(receiver);
        }
    }
}
