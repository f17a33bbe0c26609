package dev.frisket.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.local.gateway.Route;
import java.util.List;

/**
 * The functions of a stack.
 *
 * @param routes what the API answers
 * @param authorizer says who may call
 * @param worker takes jobs
 * @param notifier takes announcements of ended artworks
 * @param deadLetterHandler takes dead jobs
 */
public record Functions(
        List<Route> routes,
        RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponseV1> authorizer,
        RequestHandler<SQSEvent, SQSBatchResponse> worker,
        RequestHandler<SQSEvent, SQSBatchResponse> notifier,
        RequestHandler<SQSEvent, SQSBatchResponse> deadLetterHandler) {
    public Functions {
        routes = List.copyOf(routes);
    }
}
