package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.poll.EventSource;
import dev.frisket.core.poll.SqsPoller;
import dev.frisket.local.embedded.MemorySqs;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsPollerTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final MemorySqs server = MemorySqs.start();
    private final BlockingQueue<SQSEvent.SQSMessage> seen = new LinkedBlockingQueue<>();
    private SqsClient sqs;
    private String url;

    @BeforeEach
    void connect() {
        URI address = server.address();
        sqs = SqsClient.builder()
                .endpointOverride(address)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        url = Queues.createJobs(sqs, server.prefix()).url();
    }

    @AfterEach
    void stop() {
        sqs.close();
        server.close();
    }

    @Test
    void theQueueIsSetAsTheTemplateSetsIt() {
        Queues.createJobs(sqs, server.prefix());

        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        assertThat(attributes).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "720");
        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                .contains("frisket-jobs-dead")
                .containsPattern("\"maxReceiveCount\":\"?5");
    }

    @Test
    void aJobThatIsDoneIsDeletedAndAReportedOneComesAgain() throws Exception {
        try (SqsPoller poller = start(1, (event, context) -> {
            SQSEvent.SQSMessage job = event.getRecords().get(0);
            assertThat(context.getRemainingTimeInMillis()).isBetween(60_000, 120_000);
            seen.add(job);
            if (job.getBody().equals("good")) {
                return new SQSBatchResponse();
            }
            again(job);
            return new SQSBatchResponse(List.of(new SQSBatchResponse.BatchItemFailure(job.getMessageId())));
        })) {
            send("bad");
            assertThat(received("bad")).isEqualTo("1");
            assertThat(received("bad")).isEqualTo("2");
            send("good");
            while (!seen.take().getBody().equals("good")) {
                assertThat(poller).isNotNull();
            }
        }
        assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                        + count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void aFunctionHasItsOwnTimeout() throws Exception {
        CompletableFuture<Integer> rest = new CompletableFuture<>();
        EventSource quick = new EventSource(url, 1, Duration.ofSeconds(30), (event, context) -> {
            rest.complete(context.getRemainingTimeInMillis());
            return new SQSBatchResponse();
        });
        try (SqsPoller poller = SqsPoller.start(sqs, quick)) {
            send("any");
            assertThat(rest.get(10, TimeUnit.SECONDS)).isBetween(1, 30_000);
            assertThat(poller).isNotNull();
        }
    }

    @Test
    void ofSeveralMessagesAtOnceEachIsDeletedOrComesAgain() throws Exception {
        for (String body : List.of("good", "bad", "good", "good")) {
            send(body);
        }
        AtomicInteger most = new AtomicInteger();
        try (SqsPoller poller = start(10, (event, context) -> {
            most.accumulateAndGet(event.getRecords().size(), Math::max);
            seen.addAll(event.getRecords());
            return new SQSBatchResponse(event.getRecords().stream()
                    .filter(job -> job.getBody().equals("bad"))
                    .map(job -> new SQSBatchResponse.BatchItemFailure(job.getMessageId()))
                    .toList());
        })) {
            for (int i = 0; i < 4; i++) {
                assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
            }
            assertThat(poller).isNotNull();
        }
        assertThat(most.get()).isGreaterThan(1);
        assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isZero();
        assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo(1);
    }

    @Test
    void aWorkerThatThrowsLosesNeitherTheJobNorThePoller() throws Exception {
        try (SqsPoller poller = start(1, (event, context) -> {
            SQSEvent.SQSMessage job = event.getRecords().get(0);
            seen.add(job);
            again(job);
            throw new IllegalStateException("poison");
        })) {
            send("poison");
            for (int receive = 1; receive <= 5; receive++) {
                assertThat(received("poison")).isEqualTo(Integer.toString(receive));
            }
            assertThat(seen.poll(1, TimeUnit.SECONDS)).isNull();
            assertThat(poller).isNotNull();
        }
        String dead = Queues.createJobs(sqs, server.prefix()).deadLettersUrl();
        assertThat(sqs.receiveMessage(request -> request.queueUrl(dead).waitTimeSeconds(5))
                        .messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("poison"));
    }

    @Test
    void aJobInHandAtTheEndSeesHowLittleTimeIsLeftAndCanBeGivenBack() throws Exception {
        SqsPoller poller = start(1, (event, context) -> {
            SQSEvent.SQSMessage job = event.getRecords().get(0);
            seen.add(job);
            while (context.getRemainingTimeInMillis() > 10_000) {
                Thread.onSpinWait();
            }
            again(job);
            return new SQSBatchResponse(List.of(new SQSBatchResponse.BatchItemFailure(job.getMessageId())));
        });
        send("long");
        received("long");

        poller.close();

        assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo(1);
    }

    @Test
    void aJobThatDoesNotEndIsTakenFromItsWorkerAndGivenBack() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        SqsPoller poller = SqsPoller.start(sqs, source(1, stuckUntil(never)), Duration.ofMillis(200));
        send("stuck");
        received("stuck");
        assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isZero();

        poller.close();

        assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo(1);
        never.countDown();
    }

    @Test
    void whatIsHeldForItsOrganizationIsGivenBackAtTheEnd() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        EventSource oneEach = new EventSource(url, 1, 4, 1, TIMEOUT, stuckUntil(never));
        SqsPoller poller = SqsPoller.start(sqs, oneEach, Duration.ofSeconds(4));
        for (String organization : List.of("acme", "acme", "acme", "other")) {
            sqs.sendMessage(
                    request -> request.queueUrl(url).messageBody(organization).messageGroupId(organization));
        }
        assertThat(List.of(seen.take().getBody(), seen.take().getBody())).containsExactlyInAnyOrder("acme", "other");
        assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isZero();

        poller.close();

        assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo(4);
        assertThat(seen).isEmpty();
        never.countDown();
    }

    private SqsPoller start(int batchSize, RequestHandler<SQSEvent, SQSBatchResponse> function) {
        return SqsPoller.start(sqs, source(batchSize, function));
    }

    private EventSource source(int batchSize, RequestHandler<SQSEvent, SQSBatchResponse> function) {
        return new EventSource(url, batchSize, TIMEOUT, function);
    }

    private void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    private void again(SQSEvent.SQSMessage job) {
        sqs.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(job.getReceiptHandle()).visibilityTimeout(0));
    }

    private String received(String body) throws InterruptedException {
        SQSEvent.SQSMessage job = seen.poll(10, TimeUnit.SECONDS);
        assertThat(job).isNotNull();
        assertThat(job.getBody()).isEqualTo(body);
        assertThat(job.getAttributes()).containsKeys("SentTimestamp", "ApproximateFirstReceiveTimestamp");
        return job.getAttributes().getOrDefault("ApproximateReceiveCount", "none");
    }

    private RequestHandler<SQSEvent, SQSBatchResponse> stuckUntil(CountDownLatch end) {
        return (event, context) -> {
            seen.addAll(event.getRecords());
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new SQSBatchResponse();
        };
    }

    private int count(QueueAttributeName name) {
        return Integer.parseInt(
                sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                        .attributes()
                        .get(name));
    }
}
