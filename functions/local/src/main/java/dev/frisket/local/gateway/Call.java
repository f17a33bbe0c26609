package dev.frisket.local.gateway;

import java.util.Map;
import java.util.function.Function;

/** What a request asks for. */
sealed interface Call {

    /** Decides by what is asked for. */
    <R> R match(Function<Preflight, R> preflight, Function<ToRoute, R> toRoute);

    /**
     * What a browser may do with a resource.
     *
     * @param methods comma separated; empty if there is no such resource
     */
    record Preflight(String methods) implements Call {
        @Override
        public <R> R match(Function<Preflight, R> preflight, Function<ToRoute, R> toRoute) {
            return preflight.apply(this);
        }
    }

    /**
     * An answer of a function.
     *
     * @param parameters of the path, decoded
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
