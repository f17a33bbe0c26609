package dev.frisket.local.keys;

import dev.frisket.access.gateway.AwsGatewayKeys;
import dev.frisket.access.gateway.NoGatewayKeys;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.ApiKeys;
import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.Timeouts;
import dev.frisket.local.stack.DataFolder;
import dev.frisket.local.stack.Services;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options that choose the stack or data folder whose keys are managed. */
final class StackOptions {
    @ArgGroup
    private Choice choice = new Choice();

    private static final class Choice {
        @ArgGroup(exclusive = false)
        private @Nullable DeployedStackOptions deployed;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "a data folder of serve (default: frisket in the user's data directory)")
        private @Nullable Path data;
    }

    /**
     * The keys of one stack, with the resources opened to reach them.
     *
     * @param keys of the stack
     * @param api base URL of a stack on AWS, whose API Gateway accepts a new key with a delay; empty if any key is accepted at once
     * @param end releases the resources
     */
    record OpenKeys(ApiKeys keys, Optional<String> api, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /** Opens the keys of the chosen stack. */
    OpenKeys open(Map<String, String> environment, Clock clock) {
        if (choice.deployed != null) {
            return ofDeployed(choice.deployed, clock);
        }
        URI endpoint = Services.endpoint(environment);
        return endpoint != null ? at(endpoint, clock) : in(DataFolder.chosen(choice.data, environment), clock);
    }

    /** The keys of a deployed stack, valid for both its functions and its gateway. */
    private static OpenKeys ofDeployed(DeployedStackOptions chosen, Clock clock) {
        Aws aws = chosen.access(Timeouts.OF_A_CALLER);
        DeployedStack stack = chosen.describe(aws);
        ApiKeyStore store = new ApiKeyStore(aws.bucket(stack.output("ControlBucketName")));
        return new OpenKeys(
                new ApiKeys(store, AwsGatewayKeys.ofPlanNamed(stack.output("UsagePlanName"), aws), clock),
                Optional.of(stack.output("ApiUrl")),
                aws::close);
    }

    /** The keys in a data folder, locked meanwhile: a running API would not notice new or revoked keys. */
    private static OpenKeys in(Path folder, Clock clock) {
        DataFolder data = DataFolder.open(
                folder, "manage its own organization's keys through it, at /v2/organizations/{orgId}/api-keys");
        Services services = Services.embedded(data);
        return new OpenKeys(keys(services, clock), Optional.empty(), () -> {
            services.close();
            data.close();
        });
    }

    /** The keys in the control bucket of a stack at an S3 endpoint. */
    private static OpenKeys at(URI endpoint, Clock clock) {
        Services services = Services.at(endpoint);
        return new OpenKeys(keys(services, clock), Optional.empty(), services::close);
    }

    private static ApiKeys keys(Services services, Clock clock) {
        return new ApiKeys(new ApiKeyStore(services.control()), new NoGatewayKeys(), clock);
    }
}
