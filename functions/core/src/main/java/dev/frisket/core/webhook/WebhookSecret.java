package dev.frisket.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets that sign an organization's webhooks: the current one, and those that were replaced recently.
 *
 * @param current 32 random bytes as 64 lower-case hexadecimal digits
 * @param retired earlier secrets, the latest first
 */
public record WebhookSecret(String current, List<Retired> retired) {
    /** How long a replaced secret still signs. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    // Each adds a signature to every webhook, and the header must stay bounded.
    private static final int MAX_RETIRED = 9;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /**
     * A replaced secret.
     *
     * @param secret of the form of {@link #current}
     * @param until when it stops signing
     */
    public record Retired(String secret, Instant until) {
        /** @throws IllegalArgumentException if the secret is of another form */
        public Retired {
            requireForm(secret);
        }

        @Override
        public String toString() {
            return "a secret until " + until;
        }
    }

    /** @throws IllegalArgumentException if a secret is of another form */
    public WebhookSecret {
        requireForm(current);
        retired = List.copyOf(retired);
    }

    /** A copy with a newer secret. If many were replaced within a day, the oldest is dropped early. */
    public WebhookSecret replacedBy(String next, Instant now) {
        return new WebhookSecret(
                next,
                Stream.concat(Stream.of(new Retired(current, now.plus(OVERLAP))), signing(retired, now))
                        .limit(MAX_RETIRED)
                        .toList());
    }

    /** The secrets that sign a webhook sent at {@code now}, the newest first; at most 10. */
    public List<String> signing(Instant now) {
        return Stream.concat(Stream.of(current), signing(retired, now).map(Retired::secret))
                .toList();
    }

    @Override
    public String toString() {
        return "a webhook secret";
    }

    private static Stream<Retired> signing(List<Retired> retired, Instant now) {
        return retired.stream().filter(each -> now.isBefore(each.until()));
    }

    private static void requireForm(String secret) {
        if (!FORM.matcher(secret).matches()) {
            throw new IllegalArgumentException("a webhook secret has 64 lower-case hexadecimal digits");
        }
    }
}
