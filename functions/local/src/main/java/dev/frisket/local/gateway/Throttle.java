package dev.frisket.local.gateway;

import dev.frisket.core.api.ApiException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Throttles each API key as a usage plan does: counts its requests and refuses those over a limit.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html">Token
 *     buckets of API Gateway</a>
 */
public final class Throttle {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Limits limits;
    private final Clock clock;
    private final Map<String, Buckets> buckets = new ConcurrentHashMap<>();

    /**
     * Limits of each API key. Requests that create artworks have a rate and burst of their own, of the same size.
     *
     * @param rate requests per second, at least 1
     * @param burst requests at once, at least 1
     * @param dailyQuota requests per day (UTC), at least 1
     */
    public record Limits(int rate, int burst, int dailyQuota) {
        /** Hardly a limit on one machine, but stops a runaway loop; the default of {@code serve}. */
        public static final Limits GENEROUS = new Limits(1_000, 2_000, 10_000_000);

        /** @throws IllegalArgumentException if one is less than 1 */
        public Limits {
            if (rate < 1 || burst < 1 || dailyQuota < 1) {
                throw new IllegalArgumentException("limits must not be less than 1");
            }
        }
    }

    private record Buckets(Bucket creations, Bucket others, Bucket day) {}

    public Throttle(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Counts a request.
     *
     * @param usageKey under which the request is counted
     * @throws ApiException.TooManyRequests if it exceeds a limit, with the seconds until the next is allowed
     */
    void count(String usageKey, Route.Admission admission) {
        Buckets own = buckets.computeIfAbsent(usageKey, key -> new Buckets(perSecond(), perSecond(), perDay()));
        long seconds = secondsToWait(admission.creates() ? own.creations : own.others);
        if (seconds > 0) {
            throw new ApiException.TooManyRequests(seconds);
        }
        long secondsToMidnight = secondsToWait(own.day);
        if (secondsToMidnight > 0) {
            throw ApiException.TooManyRequests.ofQuota(secondsToMidnight);
        }
    }

    private static long secondsToWait(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : Duration.ofNanos(probe.getNanosToWaitForRefill())
                        .plus(SECOND.minusNanos(1))
                        .toSeconds();
    }

    private Bucket perSecond() {
        return Bucket.builder()
                .addLimit(bucket -> bucket.capacity(limits.burst()).refillGreedy(limits.rate(), SECOND))
                .withCustomTimePrecision(meter())
                .build();
    }

    private Bucket perDay() {
        Instant midnight = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(DAY);
        return Bucket.builder()
                .addLimit(bucket -> bucket.capacity(limits.dailyQuota())
                        .refillIntervallyAligned(limits.dailyQuota(), DAY, midnight))
                .withCustomTimePrecision(meter())
                .build();
    }

    private TimeMeter meter() {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
