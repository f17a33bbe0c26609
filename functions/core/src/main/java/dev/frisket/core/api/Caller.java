package dev.frisket.core.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The authenticated caller, as determined by the authorizer; no claim in the request itself is trusted.
 *
 * @param keyId public id of the API key
 * @param organization the key's organization
 * @param scope the key's permissions
 * @param domains the domains in which the key may use them; {@code *} means all
 */
public record Caller(String keyId, String organization, Scope scope, Set<String> domains) {
    /** The domain of artworks. */
    public static final String ARTWORKS = "artworks";

    /** Stands for all domains. */
    public static final String EVERYWHERE = "*";

    public Caller {
        domains = Set.copyOf(domains);
    }

    /**
     * The caller in an event's authorizer context.
     *
     * @throws IllegalStateException if there is none: the route was deployed without an authorizer
     */
    public static Caller of(APIGatewayProxyRequestEvent event) {
        Map<String, Object> context = event.getRequestContext() == null
                ? null
                : event.getRequestContext().getAuthorizer();
        if (context == null || !(context.get("keyId") instanceof String keyId)) {
            throw new IllegalStateException("the request bypassed the authorizer");
        }
        return new Caller(
                keyId,
                String.valueOf(context.get("organization")),
                Scope.of(String.valueOf(context.get("scope"))),
                Set.copyOf(List.of(String.valueOf(context.get("domains")).split(","))));
    }

    /** This caller as an authorizer context: strings only, as API Gateway requires. */
    public Map<String, Object> toContext() {
        return Map.of(
                "keyId",
                keyId,
                "organization",
                organization,
                "scope",
                scope.value(),
                "domains",
                String.join(",", new TreeSet<>(domains)));
    }

    /**
     * This caller, if its key has the scope.
     *
     * @throws ApiException.Forbidden if it has not
     */
    public Caller require(Scope needed) {
        if (!scope.includes(needed)) {
            throw new ApiException.Forbidden("the API key must have the scope " + needed.value());
        }
        return this;
    }

    /**
     * This caller, if its key has the scope and may act in the domain.
     *
     * @throws ApiException.Forbidden if not
     */
    public Caller require(Scope needed, String domain) {
        require(needed);
        if (!domains.contains(EVERYWHERE) && !domains.contains(domain)) {
            throw new ApiException.Forbidden("the API key must have the domain " + domain);
        }
        return this;
    }
}
