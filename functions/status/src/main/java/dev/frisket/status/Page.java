package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.request.Violations;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The requested part of a list.
 *
 * @param offset how many entries to skip, 0..{@value #MAX_OFFSET}
 * @param limit maximum number of entries, {@value #MIN_LIMIT}..{@value #MAX_LIMIT}
 */
record Page(int offset, int limit) {
    static final int MAX_OFFSET = 10_000;
    static final int MIN_LIMIT = 1;
    static final int MAX_LIMIT = 500;

    /** Used when a request sets neither. */
    static final Page DEFAULT = new Page(0, 10);

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+");

    /**
     * Parses the page from a query; its other parameters are ignored.
     *
     * @throws ApiException.BadRequest naming each of the two that is repeated, not a decimal number or out of range
     */
    static Page of(APIGatewayProxyRequestEvent event) {
        Violations violations = new Violations();
        Page page = of(event, violations);
        if (!violations.isEmpty()) {
            throw violations.toException();
        }
        return page;
    }

    /** Parses the page from a query as {@link #of(APIGatewayProxyRequestEvent)}, but collects the violations. */
    static Page of(APIGatewayProxyRequestEvent event, Violations violations) {
        Map<String, List<String>> query = event.getMultiValueQueryStringParameters();
        int offset = read(query, "offset", 0, MAX_OFFSET, DEFAULT.offset, violations);
        int limit = read(query, "limit", MIN_LIMIT, MAX_LIMIT, DEFAULT.limit, violations);
        return new Page(offset, limit);
    }

    private static int read(
            @Nullable Map<String, List<String>> query,
            String name,
            int min,
            int max,
            int fallback,
            Violations violations) {
        List<String> sent = query == null ? List.of() : query.getOrDefault(name, List.of());
        if (sent.isEmpty()) {
            return fallback;
        }
        if (sent.size() > 1) {
            violations.add(name, "must not be repeated");
            return fallback;
        }
        if (!DECIMAL.matcher(sent.get(0)).matches()) {
            violations.add(name, "must be an integer number");
            return fallback;
        }
        BigInteger value = new BigInteger(sent.get(0));
        if (value.compareTo(BigInteger.valueOf(min)) < 0) {
            violations.add(name, "must not be less than " + min);
            return fallback;
        }
        if (value.compareTo(BigInteger.valueOf(max)) > 0) {
            violations.add(name, "must not be greater than " + max);
            return fallback;
        }
        return value.intValue();
    }
}
