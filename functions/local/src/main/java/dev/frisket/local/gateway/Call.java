package dev.frisket.local.gateway;

import java.util.Map;

/** What a request asks for. */
sealed interface Call {
    /**
     * What a browser may do with a resource.
     *
     * @param methods comma separated; empty if there is no such resource
     */
    record Preflight(String methods) implements Call {}

    /**
     * An answer of a function.
     *
     * @param parameters of the path, decoded
     */
    record ToRoute(Route route, Map<String, String> parameters) implements Call {
        public ToRoute {
            parameters = Map.copyOf(parameters);
        }
    }
}
