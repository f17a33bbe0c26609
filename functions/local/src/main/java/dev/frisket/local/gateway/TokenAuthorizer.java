package dev.frisket.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import dev.frisket.access.Unauthorized;
import dev.frisket.core.api.ApiException;
import dev.frisket.local.Invocation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks the authorizer's function, as API Gateway asks one of type TOKEN.
 *
 * <p>It is asked about every request. The gateway may keep an answer for a minute, to save the calls of a function; here
 * there is no call to save but one look-up in a folder, and a revoked key is refused at once.
 */
public final class TokenAuthorizer implements Authorizer {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    // The answer holds for the whole stage: which of its methods is named does not matter.
    private static final String METHOD = "arn:aws:execute-api:local:000000000000:local/local/GET/";

    private final RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponseV1> function;

    public TokenAuthorizer(RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponseV1> function) {
        this.function = function;
    }

    @Override
    public Admitted authorize(@Nullable String authorization) {
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
    }
}
