package dev.frisket.core.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.Map;

/**
 * The CORS settings of every response.
 *
 * @param allowedOrigin the origin whose pages may read responses, such as {@code https://app.example.com}; {@code *}
 *     means any
 */
public record Cors(String allowedOrigin) {
    /** The stage variable that names the origin; if it is missing or {@code any}, every origin is allowed. */
    public static final String STAGE_VARIABLE = "allowedOrigin";

    // The value of a stage variable can't be an asterisk.
    private static final String ANY = "any";

    /**
     * The settings of the stage that received an event. So the gateway and its functions agree, and a new origin needs no
     * new version of any function.
     */
    public static Cors of(APIGatewayProxyRequestEvent event) {
        Map<String, String> variables = event.getStageVariables();
        String origin = variables == null ? ANY : variables.getOrDefault(STAGE_VARIABLE, ANY);
        return new Cors(ANY.equals(origin) ? "*" : origin);
    }

    /** These settings as stage variables for the functions behind a stage. */
    public Map<String, String> stageVariables() {
        return Map.of(STAGE_VARIABLE, "*".equals(allowedOrigin) ? ANY : allowedOrigin);
    }

    /** The headers of a response. */
    public Map<String, String> headers() {
        return Map.of(
                "Access-Control-Allow-Origin",
                allowedOrigin,
                "Access-Control-Expose-Headers",
                "Location,Retry-After,Preference-Applied");
    }
}
