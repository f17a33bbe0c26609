package dev.frisket.local.gateway;

import dev.frisket.core.api.ApiException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** All routes, found as API Gateway finds them: first the resource, then its method. */
final class RouteTable {
    private static final String PREFLIGHT = "OPTIONS";

    private final List<ResourcePath> resources;
    private final Map<String, Map<String, Route>> routes = new LinkedHashMap<>();

    RouteTable(List<Route> all) {
        for (Route route : all) {
            routes.computeIfAbsent(route.resource(), resource -> new LinkedHashMap<>())
                    .put(route.method(), route);
        }
        resources =
                new ArrayList<>(routes.keySet().stream().map(ResourcePath::of).toList());
        resources.sort(Comparator.comparingInt(ResourcePath::parameterCount));
    }

    /**
     * The route that a call means.
     *
     * @param path as called, not decoded
     * @throws ApiException.NotFound if there is no such path
     * @throws ApiException.MethodNotAllowed if the path has no such method
     */
    Call find(String method, String path) {
        for (ResourcePath resource : resources) {
            Optional<Map<String, String>> parameters = resource.match(path);
            if (parameters.isPresent()) {
                return call(method, resource.resource(), parameters.get());
            }
        }
        // A page hears of a missing path only if its browser may ask for it.
        if (PREFLIGHT.equals(method)) {
            return new Call.Preflight("");
        }
        throw new ApiException.NotFound("there is no such path");
    }

    private Call call(String method, String resource, Map<String, String> parameters) {
        Map<String, Route> methods = routes.getOrDefault(resource, Map.of());
        TreeSet<String> allowed = new TreeSet<>(methods.keySet());
        allowed.add(PREFLIGHT);
        String allow = String.join(", ", allowed);
        if (PREFLIGHT.equals(method)) {
            return new Call.Preflight(allow);
        }
        Route route = methods.get(method);
        if (route == null) {
            throw new ApiException.MethodNotAllowed(allow);
        }
        return new Call.ToRoute(route, parameters);
    }
}
