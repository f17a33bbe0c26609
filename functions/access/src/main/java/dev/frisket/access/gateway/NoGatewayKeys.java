package dev.frisket.access.gateway;

import java.util.UUID;

/** Stands where no gateway keeps keys of its own: on one machine. */
public final class NoGatewayKeys implements GatewayKeys {
    @Override
    public void add(UUID keyId) {}

    @Override
    public void remove(UUID keyId) {}
}
