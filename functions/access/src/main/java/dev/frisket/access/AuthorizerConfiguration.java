package dev.frisket.access;

import dev.frisket.core.config.Environment;

/**
 * What the authorizer is told by its environment.
 *
 * @param controlBucket {@code CONTROL_BUCKET}: where API keys are kept
 */
public record AuthorizerConfiguration(String controlBucket) {
    public static AuthorizerConfiguration of(Environment environment) {
        return new AuthorizerConfiguration(environment.required("CONTROL_BUCKET"));
    }
}
