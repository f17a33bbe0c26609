package dev.frisket.submit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.ApiException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name that a caller gives a request, so that a repetition does not repeat the work.
 *
 * @param value 1..255 visible ASCII characters
 */
record IdempotencyKey(String value) {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

    /** @throws ApiException.BadRequest if the value has another form */
    IdempotencyKey {
        if (!VISIBLE_ASCII.matcher(value).matches()) {
            throw new ApiException.BadRequest(HEADER + " must be 1 to 255 visible ASCII characters");
        }
    }

    /**
     * The key in the request's header; empty if there is no such header.
     *
     * @throws ApiException.BadRequest if it is repeated or has another form
     */
    static Optional<IdempotencyKey> of(APIGatewayProxyRequestEvent event) {
        Map<String, List<String>> headers = event.getMultiValueHeaders();
        List<String> sent = headers == null
                ? List.of()
                : headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase(HEADER))
                        .flatMap(header -> header.getValue().stream())
                        .toList();
        if (sent.size() > 1) {
            throw new ApiException.BadRequest(HEADER + " must not be repeated");
        }
        return sent.stream().findFirst().map(IdempotencyKey::new);
    }
}
