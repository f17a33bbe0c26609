package dev.frisket.access.gateway;

import java.util.UUID;

/**
 * The keys that the gateway counts and limits requests by: one for each API key, whose value is the API key's public id.
 *
 * <p>Both methods may be called again after a failure, and complete what an earlier call began.
 */
public interface GatewayKeys {

    /**
     * Makes the gateway count and limit the requests of an API key; before that, it refuses them.
     *
     * @throws GatewayUnavailable if it can't be known that it does
     */
    void add(UUID keyId);

    /**
     * Makes the gateway forget an API key; one it does not know is as good.
     *
     * @throws GatewayUnavailable if it can't be known that it did
     */
    void remove(UUID keyId);
}
