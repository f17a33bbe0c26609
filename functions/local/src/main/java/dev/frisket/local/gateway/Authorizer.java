package dev.frisket.local.gateway;

import dev.frisket.core.api.ApiException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out who calls. */
@FunctionalInterface
public interface Authorizer {
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
}
