package dev.frisket.promise;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queue of jobs of a running stack and its dead-letter queue. */
final class JobsQueue implements AutoCloseable {
    private final SqsClient sqs;
    private final String url;

    /** @param variables as the stack's functions have them */
    JobsQueue(Map<String, String> variables) {
        url = Objects.requireNonNull(variables.get("JOBS_QUEUE_URL"));
        sqs = SqsClient.builder()
                .endpointOverride(URI.create(variables.get("AWS_ENDPOINT_URL_SQS")))
                .region(Region.of(variables.get("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        variables.get("AWS_ACCESS_KEY_ID"), variables.get("AWS_SECRET_ACCESS_KEY"))))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Sets how long a received job is hidden, in seconds. */
    void hide(int seconds) {
        sqs.setQueueAttributes(request -> request.queueUrl(url)
                .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, Integer.toString(seconds))));
    }

    /** Jobs in both queues, in flight or not. */
    long waiting() {
        return Stream.of(url, url + "-dead")
                .flatMap(queue -> sqs
                        .getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                        .attributes()
                        .entrySet()
                        .stream())
                .filter(attribute -> attribute.getKey().toString().matches("ApproximateNumberOfMessages(NotVisible)?"))
                .mapToLong(attribute -> Long.parseLong(attribute.getValue()))
                .sum();
    }

    @Override
    public void close() {
        sqs.close();
    }
}
