package dev.frisket.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import dev.frisket.access.Unauthorized;
import dev.frisket.core.api.ApiException;
import dev.frisket.local.lambda.Invocation;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out who calls. */
@FunctionalInterface
public interface Authorizer {
    /** How long the function may take. */
    Duration TIMEOUT = Duration.ofSeconds(10);

    /** The answer holds for the whole stage, whichever of its methods is named. */
    String METHOD = "arn:aws:execute-api:local:000000000000:local/local/GET/";

    /**
     * Who may call.
     *
     * @param principal name of the caller
     * @param usageKey what the caller's requests are counted by
     * @param context what the functions are told of the caller
     */
    record Admitted(String principal, String usageKey, Map<String, Object> context) {
        public Admitted {
            context = Map.copyOf(context);
        }
    }

    /**
     * The caller.
     *
     * @param authorization the header of that name, null if there is none
     * @throws ApiException.Unauthorized if it names nobody known
     */
    Admitted authorize(@Nullable String authorization);

    /**
     * Asks the authorizer's function, as API Gateway asks one of type TOKEN.
     *
     * <p>It is asked about every request. The gateway may keep an answer for a minute, to save the calls of a function; here
     * there is no call to save but one look-up in a folder, and a revoked key is refused at once.
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
            } catch (Unauthorized e) {
                throw new ApiException.Unauthorized();
            }
        };
    }
}
