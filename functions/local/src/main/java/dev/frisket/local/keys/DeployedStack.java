package dev.frisket.local.keys;

import dev.frisket.local.stack.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;

/**
 * The outputs of a deployed stack that key management needs.
 *
 * @param controlBucket name of the bucket that holds the keys
 * @param usagePlan name of the usage plan that the gateway's keys belong to
 */
record DeployedStack(String controlBucket, String usagePlan) {
    private static final int BAD_REQUEST = 400;
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

    /**
     * Reads the outputs of a stack.
     *
     * @throws UsageException if there is no such stack, it is not one of Frisket, or it can't be described
     */
    static DeployedStack named(String name, CloudFormationClient cloudFormation) {
        List<Output> outputs = outputs(name, cloudFormation);
        return new DeployedStack(output("ControlBucketName", outputs, name), output("UsagePlanName", outputs, name));
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
                    "the stack " + name + " can't be looked at: CloudFormation answered " + e.statusCode()
                            + "; check the AWS credentials and their rights",
                    e);
        } catch (SdkClientException e) {
            if (e.getCause() instanceof IOException) {
                throw new UsageException("CloudFormation is out of reach: is AWS_ENDPOINT_URL right?", e);
            }
            throw new UsageException("CloudFormation did not answer in XML: is AWS_ENDPOINT_URL right?", e);
        }
    }

    private static boolean expired(CloudFormationException refusal) {
        return Optional.ofNullable(refusal.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .filter(EXPIRED::contains)
                .isPresent();
    }

    private static String output(String key, List<Output> outputs, String stack) {
        return outputs.stream()
                .filter(output -> key.equals(output.outputKey()))
                .map(Output::outputValue)
                .findFirst()
                .orElseThrow(() ->
                        new UsageException("the stack " + stack + " is not one of Frisket: it has no output " + key));
    }
}
