package dev.frisket.local.gateway;

/**
 * How many requests an API key may send; for creating artworks, rate and burst hold once more and apart.
 *
 * @param rate requests per second, at least 1
 * @param burst requests at once, at least 1
 * @param dailyQuota requests in a day (UTC), at least 1
 */
public record Limits(int rate, int burst, int dailyQuota) {
    /** Hardly a limit on one machine, and still the end of a loop gone wild; what {@code serve} takes unless told. */
    public static final Limits GENEROUS = new Limits(1_000, 2_000, 10_000_000);

    /** @throws IllegalArgumentException if one is less than 1 */
    public Limits {
        if (rate < 1 || burst < 1 || dailyQuota < 1) {
            throw new IllegalArgumentException("limits must not be less than 1");
        }
    }
}
