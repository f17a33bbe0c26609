package dev.frisket.local.keys;

import dev.frisket.access.gateway.AwsGatewayKeys;
import dev.frisket.access.gateway.NoGatewayKeys;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.ApiKeys;
import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.Timeouts;
import dev.frisket.local.DataFolder;
import dev.frisket.local.Services;
import java.nio.file.Path;
import java.time.Clock;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/**
 * The keys of one stack, within reach.
 *
 * @param keys all of them
 * @param end gives back what was taken to reach them
 */
record OpenKeys(ApiKeys keys, Runnable end) implements AutoCloseable {

    /** Those that a deployed stack's functions and gateway know. */
    static OpenKeys ofDeployed(String stackName, Clock clock) {
        Aws aws = new Aws(Timeouts.OF_A_CALLER);
        DeployedStack stack = DeployedStack.named(stackName, aws.client(CloudFormationClient.builder()));
        ApiKeyStore store = new ApiKeyStore(aws.bucket(stack.controlBucket()));
        return new OpenKeys(new ApiKeys(store, AwsGatewayKeys.ofPlanNamed(stack.usagePlan(), aws), clock), aws::close);
    }

    /** Those in a data folder, which this process then holds alone: a running API would not see a key come or go. */
    static OpenKeys of(Path folder, Clock clock) {
        DataFolder data = DataFolder.open(
                folder, "manage its own organization's keys through it, at /v2/organizations/{orgId}/api-keys");
        Services services = Services.embedded(data);
        return new OpenKeys(keys(services, clock), () -> {
            services.close();
            data.close();
        });
    }

    /** Those in the control bucket of a stack on an S3. */
    static OpenKeys of(Services services, Clock clock) {
        return new OpenKeys(keys(services, clock), services::close);
    }

    private static ApiKeys keys(Services services, Clock clock) {
        return new ApiKeys(new ApiKeyStore(services.control()), new NoGatewayKeys(), clock);
    }

    @Override
    public void close() {
        end.run();
    }
}
