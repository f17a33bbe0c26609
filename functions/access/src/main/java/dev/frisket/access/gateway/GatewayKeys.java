package dev.frisket.access.gateway;

import java.util.UUID;

/** The keys by which the gateway counts and limits requests: one for each API key, with its public id as value. */
public interface GatewayKeys {

    /**
     * Makes the gateway count and limit the requests of an API key; until then, it refuses them.
     *
     * @throws GatewayUnavailable if it is unknown whether the key was added; remove it then and add another, since adding it
     *     again may fail
     */
    void add(UUID keyId);

    /**
     * Removes an API key from the gateway, if it is there.
     *
     * @throws GatewayUnavailable if it is unknown whether the key was removed; calling this again completes the removal
     */
    void remove(UUID keyId);
}
