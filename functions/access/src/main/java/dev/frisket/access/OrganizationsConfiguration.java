package dev.frisket.access;

import dev.frisket.core.config.Environment;

/**
 * The function's settings, from environment variables.
 *
 * @param controlBucket {@code CONTROL_BUCKET}: where API keys and webhook secrets are kept
 * @param usagePlan {@code USAGE_PLAN}: name of the usage plan that new keys are attached to
 */
public record OrganizationsConfiguration(String controlBucket, String usagePlan) {
    public static OrganizationsConfiguration of(Environment environment) {
        return new OrganizationsConfiguration(
                environment.required("CONTROL_BUCKET"), environment.required("USAGE_PLAN"));
    }
}
