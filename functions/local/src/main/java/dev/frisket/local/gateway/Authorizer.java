package dev.frisket.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import dev.frisket.access.AuthorizerHandler;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.poll.Invocation;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Identifies the caller of a request by its API key. */
@FunctionalInterface
public interface Authorizer {
    /** How long the function may take. */
    Duration TIMEOUT = Duration.ofSeconds(10);

    /** Any method of the stage: the authorizer's policy covers all of them. */
    String METHOD = "arn:aws:execute-api:local:000000000000:local/local/GET/";

    /**
     * A caller with a valid key.
     *
     * @param principal name of the caller
     * @param usageKey under which the caller's requests are counted
     * @param context facts about the caller for the functions
     */
    record Admitted(String principal, String usageKey, Map<String, Object> context) {
        public Admitted {
            context = Map.copyOf(context);
        }
    }

    /**
     * Identifies the caller.
     *
     * @param authorization the Authorization header, null if there is none
     * @throws ApiException.Unauthorized if it contains no valid key
     */
    Admitted authorize(@Nullable String authorization);

    /**
     * Calls the authorizer's function as API Gateway calls one of type TOKEN.
     *
     * <p>It is called for every request. API Gateway may cache a response for a minute to save calls; here a call takes
     * only one look-up in a folder, and a revoked key is refused at once.
     */
    static Authorizer asking(RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponseV1> function) {
        return authorization -> {
            if (authorization == null || authorization.isEmpty()) {
                throw new ApiException.Unauthorized();
            }
            APIGatewayCustomAuthorizerEvent event = new APIGatewayCustomAuthorizerEvent();
            event.setType("TOKEN");
            event.setAuthorizationToken(authorization);
            event.setMethodArn(METHOD);
            try {
                IamPolicyResponseV1 answer = function.handleRequest(event, Invocation.begin("authorizer", TIMEOUT));
                return new Admitted(answer.getPrincipalId(), answer.getUsageIdentifierKey(), answer.getContext());
            } catch (AuthorizerHandler.Unauthorized e) {
                throw new ApiException.Unauthorized();
            }
        };
    }
}
