package dev.frisket.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The timeout of each receiver: shorter after a call that timed out, so that a receiver that hangs costs little.
 *
 * <p>Once a minute one call to such a receiver gets the full timeout, so that a receiver that hung only once recovers.
 * Each organization has its own timeouts, even for a host that several share: otherwise one could spoil it for the others.
 * Each process decides by its own calls.
 */
final class ReceiverTimeouts {
    static final Duration FULL = Duration.ofSeconds(10);
    static final Duration SHORT = Duration.ofSeconds(2);

    /** The time from one call with the full timeout to the next. */
    static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MAX_REMEMBERED = 1_000; // the oldest are removed

    private final Map<Host, Instant> shortUntil = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Host, Instant> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };
    private final Clock clock;

    /** The receiver of an organization's webhooks, identified by the host and port as they are spelled. */
    private record Host(String organization, String name) {
        static Host of(String organization, String webhook) {
            String name = webhook.replaceFirst("^[^:/]*://", "").replaceFirst("[/?#].*", "");
            return new Host(organization, name.toLowerCase(Locale.ROOT));
        }
    }

    ReceiverTimeouts(Clock clock) {
        this.clock = clock;
    }

    /** The timeout of a call that begins now. */
    synchronized Duration timeout(String organization, String webhook) {
        Host host = Host.of(organization, webhook);
        Instant until = shortUntil.get(host);
        if (until == null) {
            return FULL;
        }
        if (until.isAfter(clock.instant())) {
            return SHORT;
        }
        shortUntil.put(host, clock.instant().plus(REMEMBERED)); // concurrent calls get the short timeout
        return FULL;
    }

    /** Records the outcome of a call. */
    synchronized void record(String organization, String webhook, WebhookResponse answer) {
        Host host = Host.of(organization, webhook);
        if (answer.silent()) {
            shortUntil.putIfAbsent(host, clock.instant().plus(REMEMBERED));
        } else {
            shortUntil.remove(host);
        }
    }
}
