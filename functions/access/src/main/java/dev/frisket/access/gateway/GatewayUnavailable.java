package dev.frisket.access.gateway;

import org.jspecify.annotations.Nullable;

/** The gateway's management can't be reached or refuses; trying again later may help. */
public final class GatewayUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GatewayUnavailable(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
