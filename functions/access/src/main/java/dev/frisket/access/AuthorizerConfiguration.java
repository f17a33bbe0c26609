package dev.frisket.access;

import dev.frisket.core.config.Environment;

/**
 * The authorizer's settings, from environment variables.
 *
 * @param controlBucket {@code CONTROL_BUCKET}: where API keys are kept
 */
public record AuthorizerConfiguration(String controlBucket) {
    public static AuthorizerConfiguration of(Environment environment) {
        return new AuthorizerConfiguration(environment.required("CONTROL_BUCKET"));
    }
}
