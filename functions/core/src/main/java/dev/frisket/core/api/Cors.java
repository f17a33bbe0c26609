package dev.frisket.core.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.Map;

/**
 * What browsers are told with every answer.
 *
 * @param allowedOrigin whose pages may read answers, such as {@code https://app.example.com}; {@code *} is everybody's
 */
public record Cors(String allowedOrigin) {
    /** The stage variable that names the origin; without it, or if it says {@code any}, every origin is allowed. */
    public static final String STAGE_VARIABLE = "allowedOrigin";

    // A stage variable can't hold an asterisk.
    private static final String ANY = "any";

    /**
     * As the stage is set that an event came through: the gateway and the functions behind it then say the same, and a
     * new origin needs no new version of any function.
     */
    public static Cors of(APIGatewayProxyRequestEvent event) {
        Map<String, String> variables = event.getStageVariables();
        String origin = variables == null ? ANY : variables.getOrDefault(STAGE_VARIABLE, ANY);
        return new Cors(ANY.equals(origin) ? "*" : origin);
    }

    /** As a stage tells it to the functions behind it. */
    public Map<String, String> stageVariables() {
        return Map.of(STAGE_VARIABLE, "*".equals(allowedOrigin) ? ANY : allowedOrigin);
    }

    /** The headers of an answer. */
    public Map<String, String> headers() {
        return Map.of(
                "Access-Control-Allow-Origin", allowedOrigin, "Access-Control-Expose-Headers", "Location,Retry-After");
    }
}
