package dev.frisket.local.keys;

import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.Timeouts;
import dev.frisket.local.stack.UsageException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * The operator's access to AWS: static keys, SSO sessions, assumed roles, process credentials and all other sources of the
 * SDK.
 */
final class OperatorAccess {
    private static final int MAX_REASON = 300; // characters

    private OperatorAccess() {}

    /**
     * Clients with the operator's credentials.
     *
     * @param profile of the AWS configuration files; it takes precedence over environment variables, as in the AWS CLI. Null:
     *     the SDK's default sources
     * @param region null: that of the environment or the profile
     * @throws UsageException if there are no credentials or no region
     */
    static Aws open(@Nullable String profile, @Nullable String region, Timeouts timeouts) {
        return Aws.in(region(profile, region), credentials(profile), timeouts);
    }

    private static AwsCredentialsProvider credentials(@Nullable String profile) {
        try {
            AwsCredentialsProvider found = profile == null
                    ? DefaultCredentialsProvider.builder().build()
                    : ProfileCredentialsProvider.create(profile);
            found.resolveCredentials();
            return found;
        } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
            if (profile != null) {
                throw new UsageException("the profile " + profile + " gives no AWS credentials: " + reason(e), e);
            }
            throw new UsageException(
                    "there are no AWS credentials: sign in (aws sso login) and choose the profile with --profile,"
                            + " or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run this where a role is attached"
                            + " (CloudShell, EC2)",
                    e);
        }
    }

    private static Region region(@Nullable String profile, @Nullable String region) {
        if (region != null) {
            return Region.of(region);
        }
        try {
            DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
            return (profile == null ? chain : chain.profileName(profile))
                    .build()
                    .getRegion();
        } catch (SdkException e) {
            throw new UsageException("no AWS region is set: choose it with --region, or set AWS_REGION", e);
        }
    }

    // The outer exceptions list everything that was tried; the innermost gives the reason.
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String text = String.valueOf(innermost.getMessage()).replaceAll("\\s+", " ");
        return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON) + "…";
    }
}
