package dev.frisket.local.keys;

import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.Timeouts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** Options that name a stack on AWS, with the account and region it is in. */
public final class DeployedStackOptions {
    @Option(names = "--stack", required = true, paramLabel = "NAME", description = "a stack on AWS")
    private String stack = "";

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "the profile of the AWS configuration whose account it is in")
    private @Nullable String profile;

    @Option(names = "--region", paramLabel = "NAME", description = "the region that it is in")
    private @Nullable String region;

    /** Name of the stack. */
    public String name() {
        return stack;
    }

    /**
     * Clients for the account and region of the stack.
     *
     * @throws dev.frisket.local.stack.UsageException if there are no credentials or no region
     */
    public Aws access(Timeouts timeouts) {
        return OperatorAccess.open(profile, region, timeouts);
    }

    /**
     * The stack with its outputs.
     *
     * @throws dev.frisket.local.stack.UsageException if there is no such stack, or it can't be described
     */
    public DeployedStack describe(Aws access) {
        return DeployedStack.named(stack, access.client(CloudFormationClient.builder()));
    }
}
