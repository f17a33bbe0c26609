package dev.frisket.promise;

import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queue of jobs with its dead-letter queue.
 *
 * @param variables by which a function in another process reaches it
 */
record JobsQueue(Map<String, String> variables) {

    /** Sets how long the queue hides a job that was received. */
    void hideFor(int seconds) {
        try (SqsClient sqs = sqs()) {
            sqs.setQueueAttributes(request -> request.queueUrl(url())
                    .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, String.valueOf(seconds))));
        }
    }

    /** Jobs in both queues, in flight or not. */
    long length() {
        try (SqsClient sqs = sqs()) {
            return Stream.of(url(), url() + "-dead")
                    .flatMap(url -> sqs
                            .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                            .attributes()
                            .entrySet()
                            .stream())
                    .filter(attribute ->
                            attribute.getKey().toString().matches("ApproximateNumberOfMessages(NotVisible)?"))
                    .mapToLong(attribute -> Long.parseLong(attribute.getValue()))
                    .sum();
        }
    }

    private String url() {
        return variables.getOrDefault("JOBS_QUEUE_URL", "");
    }

    private SqsClient sqs() {
        return SqsClient.builder()
                .endpointOverride(URI.create(variables.get("AWS_ENDPOINT_URL_SQS")))
                .region(Region.of(variables.get("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        variables.get("AWS_ACCESS_KEY_ID"), variables.get("AWS_SECRET_ACCESS_KEY"))))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
