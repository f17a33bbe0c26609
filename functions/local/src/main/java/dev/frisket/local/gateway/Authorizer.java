package dev.frisket.local.gateway;

import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Caller;
import org.jspecify.annotations.Nullable;

/** Finds out who calls. */
@FunctionalInterface
public interface Authorizer {
    /**
     * The caller.
     *
     * @param authorization the header of that name, null if there is none
     * @throws ApiException.Unauthorized if it names nobody known
     */
    Caller authorize(@Nullable String authorization);
}
