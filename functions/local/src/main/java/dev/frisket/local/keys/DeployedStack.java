package dev.frisket.local.keys;

import dev.frisket.local.stack.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;

/**
 * A deployed stack.
 *
 * @param name of the stack
 * @param outputs by name
 */
public record DeployedStack(String name, Map<String, String> outputs) {
    private static final int BAD_REQUEST = 400;
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

    public DeployedStack {
        outputs = Map.copyOf(outputs);
    }

    /**
     * Reads the outputs of a stack.
     *
     * @throws UsageException if there is no such stack, or it can't be described
     */
    public static DeployedStack named(String name, CloudFormationClient cloudFormation) {
        return new DeployedStack(
                name,
                outputs(name, cloudFormation).stream()
                        .collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
    }

    /**
     * An output.
     *
     * @throws UsageException if there is none, so the stack is not one of Frisket
     */
    public String output(String key) {
        return Optional.ofNullable(outputs.get(key))
                .orElseThrow(() ->
                        new UsageException("the stack " + name + " is not one of Frisket: it has no output " + key));
    }

    private static List<Output> outputs(String name, CloudFormationClient cloudFormation) {
        try {
            return cloudFormation.describeStacks(request -> request.stackName(name)).stacks().stream()
                    .flatMap(stack -> stack.outputs().stream())
                    .toList();
        } catch (CloudFormationException e) {
            if (e.statusCode() == BAD_REQUEST) {
                throw new UsageException(
                        "there is no stack " + name
                                + " in this region and account; --region and --profile choose others",
                        e);
            }
            if (expired(e)) {
                throw new UsageException("the AWS credentials have expired: sign in again", e);
            }
            throw new UsageException(
                    "the stack " + name + " can't be described: CloudFormation responded with " + e.statusCode()
                            + "; check the AWS credentials and their permissions",
                    e);
        } catch (SdkClientException e) {
            if (e.getCause() instanceof IOException) {
                throw new UsageException("CloudFormation is out of reach: is AWS_ENDPOINT_URL correct?", e);
            }
            throw new UsageException("CloudFormation did not respond in XML: is AWS_ENDPOINT_URL correct?", e);
        }
    }

    private static boolean expired(CloudFormationException refusal) {
        return Optional.ofNullable(refusal.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .filter(EXPIRED::contains)
                .isPresent();
    }
}
