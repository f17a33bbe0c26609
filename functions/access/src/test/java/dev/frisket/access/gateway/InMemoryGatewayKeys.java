package dev.frisket.access.gateway;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;

/** A gateway in memory, for tests. */
public final class InMemoryGatewayKeys implements GatewayKeys {
    private final Set<UUID> known = new ConcurrentSkipListSet<>();

    @Override
    public void add(UUID keyId) {
        known.add(keyId);
    }

    @Override
    public void remove(UUID keyId) {
        known.remove(keyId);
    }

    /** The keys whose requests the gateway accepts. */
    public Set<UUID> known() {
        return Set.copyOf(known);
    }
}
