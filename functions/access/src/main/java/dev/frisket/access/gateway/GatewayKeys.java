package dev.frisket.access.gateway;

import java.util.UUID;

/**
 * The keys by which the gateway counts and limits requests: one for each API key, with its public id as value.
 *
 * <p>Both methods may be called again after a failure, and then complete the earlier call.
 */
public interface GatewayKeys {

    /**
     * Makes the gateway count and limit the requests of an API key; until then, it refuses them.
     *
     * @throws GatewayUnavailable if it is unknown whether the key was added
     */
    void add(UUID keyId);

    /**
     * Removes an API key from the gateway, if it is there.
     *
     * @throws GatewayUnavailable if it is unknown whether the key was removed
     */
    void remove(UUID keyId);
}
