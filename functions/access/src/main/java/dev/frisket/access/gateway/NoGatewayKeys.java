package dev.frisket.access.gateway;

import java.util.UUID;

/** Used where no gateway keeps its own keys: on a local machine. */
public final class NoGatewayKeys implements GatewayKeys {
    @Override
    public void add(UUID keyId) {}

    @Override
    public void remove(UUID keyId) {}
}
