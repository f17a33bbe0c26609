package dev.frisket.local.gateway;

import dev.frisket.core.api.ApiException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** All routes, matched as API Gateway matches them: first the resource, then its method. */
final class RouteTable {
    private static final String PREFLIGHT = "OPTIONS";

    private final List<ResourcePath> resources;
    private final Map<String, Map<String, Route>> routes = new LinkedHashMap<>();

    /** What a request calls. */
    sealed interface Call {
        /** Applies the function for this kind of call. */
        <R> R match(Function<Preflight, R> preflight, Function<ToRoute, R> toRoute);

        /**
         * A CORS preflight.
         *
         * @param methods of the resource, comma-separated; empty if there is no such resource
         */
        record Preflight(String methods) implements Call {
            @Override
            public <R> R match(Function<Preflight, R> preflight, Function<ToRoute, R> toRoute) {
                return preflight.apply(this);
            }
        }

        /**
         * A call of a route's function.
         *
         * @param parameters path parameters by name, decoded
         */
        record ToRoute(Route route, Map<String, String> parameters) implements Call {
            public ToRoute {
                parameters = Map.copyOf(parameters);
            }

            @Override
            public <R> R match(Function<Preflight, R> preflight, Function<ToRoute, R> toRoute) {
                return toRoute.apply(this);
            }
        }
    }

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
     * Finds what a request calls.
     *
     * @param path as sent, not decoded
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
        // A page sees the 404 of a missing path only if the preflight succeeds.
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

    /**
     * The path of a resource, whose segments in braces each match any one segment.
     *
     * @param resource such as {@code /v2/artworks/{id}}
     * @param parts the segments between the slashes
     */
    private record ResourcePath(String resource, List<String> parts) {
        ResourcePath {
            parts = List.copyOf(parts);
        }

        static ResourcePath of(String resource) {
            return new ResourcePath(resource, split(resource));
        }

        /** The path parameters by name, decoded, if {@code path} matches; one trailing slash is ignored. */
        Optional<Map<String, String>> match(String path) {
            List<String> called =
                    split(path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
            if (called.size() != parts.size()) {
                return Optional.empty();
            }
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                if (isParameter(part) && !called.get(i).isEmpty()) {
                    parameters.put(part.substring(1, part.length() - 1), decode(called.get(i)));
                } else if (!part.equals(called.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(parameters);
        }

        /** The number of path parameters: of two resources that match, the one with fewer wins. */
        int parameterCount() {
            return (int) parts.stream().filter(ResourcePath::isParameter).count();
        }

        private static boolean isParameter(String part) {
            return part.startsWith("{");
        }

        private static List<String> split(String path) {
            return Arrays.asList(path.split("/", -1));
        }

        // A plus sign in a path is literal. An invalid escape is kept unchanged.
        private static String decode(String part) {
            try {
                return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return part;
            }
        }
    }
}
