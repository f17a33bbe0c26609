package dev.frisket.core.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Routes each request of a function to the method that answers it. */
public final class Router {
    private final Map<String, BiFunction<APIGatewayProxyRequestEvent, Context, Reply>> routes = new HashMap<>();
    private final Function<APIGatewayProxyRequestEvent, ApiException> refusal;

    /** @param routes by method and path as written in the template: {@code GET /v2/artworks/{id}} */
    public Router(Map<String, Function<APIGatewayProxyRequestEvent, Reply>> routes) {
        this(routes, event -> new ApiException.NotFound("there is no such path"));
    }

    /** @param refusal makes the exception for a request that matches no route */
    public Router(
            Map<String, Function<APIGatewayProxyRequestEvent, Reply>> routes,
            Function<APIGatewayProxyRequestEvent, ApiException> refusal) {
        routes.forEach((route, answer) -> this.routes.put(route, (event, context) -> answer.apply(event)));
        this.refusal = refusal;
    }

    /** Adds a route that may take up to the remaining time of the function's context. */
    public Router with(String route, BiFunction<APIGatewayProxyRequestEvent, Context, Reply> answer) {
        routes.put(route, answer);
        return this;
    }

    /** Method and path of each route. */
    public Set<String> routes() {
        return Set.copyOf(routes.keySet());
    }

    /** Answers a request, even if its route throws: see {@link Reply#answering}. */
    public APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event, Context context) {
        return Reply.answering(event, () -> {
            BiFunction<APIGatewayProxyRequestEvent, Context, Reply> route =
                    routes.get(event.getHttpMethod() + " " + event.getResource());
            if (route == null) {
                throw refusal.apply(event);
            }
            return route.apply(event, context);
        });
    }
}
