package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.Token;
import dev.frisket.core.Template;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.json.Json;
import dev.frisket.core.poll.EventSource;
import dev.frisket.local.gateway.Route;
import dev.frisket.local.gateway.Route.Admission;
import dev.frisket.segment.SegmentHandler;
import dev.frisket.segment.model.StandInPacks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class StackTemplateTest {
    private final Template template = Template.read();

    @TempDir
    private Path folder;

    private DataFolder data;
    private Services services;
    private StackFunctions functions;
    private List<Route> routes;

    @BeforeEach
    void start() {
        data = DataFolder.open(folder);
        services = Services.embedded(data);
        functions = StackFunctions.of(
                services,
                new ApiKeyStore(services.control()),
                Token.create(new SecureRandom()),
                new StandInPacks(),
                InstalledModels.EMBEDDED,
                true,
                RunningStack.Settings.MAX_UNFINISHED,
                AddressPolicy.PUBLIC_ONLY,
                Clock.systemUTC());
        routes = functions.routes();
    }

    @AfterEach
    void stop() {
        services.close();
        data.close();
    }

    @Test
    void bothStacksHaveTheSameRoutesBehindTheSameAuthorizer() {
        assertThat(routes.stream()
                        .map(route -> route.method() + " " + route.resource() + " "
                                + (route.admission() == Admission.ANYBODY ? "anybody " : "key ")
                                + route.function().getClass().getName()))
                .containsExactlyInAnyOrderElementsOf(template.routes().stream()
                        .filter(route -> !route.method().equals("ANY"))
                        .map(route -> route.method() + " " + route.path() + " "
                                + (route.authorized() ? "key " : "anybody ") + route.handler())
                        .toList());
    }

    @Test
    void bothCountTheSameRoutesApart() {
        JsonNode apart = template.json().at("/Resources/UsagePlan/Properties/ApiStages/0/Throttle");
        assertThat(routes.stream()
                        .filter(route -> route.admission() == Admission.KEY_TO_CREATE)
                        .map(route -> route.resource() + "/" + route.method()))
                .containsExactlyInAnyOrderElementsOf(apart::fieldNames);
    }

    @Test
    void bothTakeTheSameQueuesMessagesForTheSameTime() {
        Map<String, String> queues = Map.of(
                services.queues().jobs().url(), "JobsQueue",
                services.queues().jobs().deadLettersUrl(), "JobsDeadLetters",
                services.queues().webhooks().url(), "WebhooksQueue");
        assertThat(functions.eventSources(services.queues(), 1))
                .extracting(
                        source -> queues.get(source.queueUrl()),
                        EventSource::batchSize,
                        EventSource::timeout,
                        source -> source.function().getClass().getName())
                .containsExactlyInAnyOrderElementsOf(template.eventSources().stream()
                        .map(source -> tuple(
                                source.queue(),
                                source.batchSize(),
                                source.timeout(),
                                source.handler().orElse(SegmentHandler.class.getName())))
                        .toList());
    }

    @Test
    void bothStacksQueuesHideKeepAndGiveUpMessagesAlike() {
        String timeout = template.json().at("/Parameters/WorkerTimeout/Default").textValue();
        JsonNode sixTimes = template.json().at("/Mappings/VisibilityOfTimeout").path(timeout);
        assertThat(Queues.WORKER_TIMEOUT).hasSeconds(Long.parseLong(timeout));

        JsonNode jobs = queue("JobsQueue");
        assertAttributes(
                services.queues().jobs().url(),
                sixTimes.path("Seconds").asInt(),
                jobs.at("/RedrivePolicy/maxReceiveCount").asInt());
        JsonNode webhooks = queue("WebhooksQueue");
        assertAttributes(
                services.queues().webhooks().url(),
                webhooks.path("VisibilityTimeout").asInt(),
                webhooks.at("/RedrivePolicy/maxReceiveCount").asInt());
        assertAttributes(
                services.queues().jobs().deadLettersUrl(),
                queue("JobsDeadLetters").path("VisibilityTimeout").asInt(),
                0);
        // The embedded queues accept these attributes but don't return them.
        assertThat(Queues.RETENTION)
                .hasSeconds(retention("JobsQueue"))
                .hasSeconds(retention("JobsDeadLetters"))
                .hasSeconds(retention("WebhooksDeadLetters"));
        assertThat(Queues.WEBHOOKS_RETENTION).hasSeconds(retention("WebhooksQueue"));
    }

    @Test
    void bothPostponeAsManyWebhooks() {
        assertThat(StackFunctions.MAX_POSTPONED)
                .isEqualTo(
                        template.json().at("/Parameters/MaxPostponed/Default").intValue());
    }

    @Test
    void bothRemoveTheSameAfterTheSameTime() {
        assertThat(Lifecycle.RULES)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(rules("ControlBucket", Buckets.CONTROL), rules("DataBucket", Buckets.DATA))
                                .toList());
    }

    private Stream<Lifecycle.Rule> rules(String resource, String bucket) {
        JsonNode rules = template.json().at("/Resources/" + resource + "/Properties/LifecycleConfiguration/Rules");
        return StreamSupport.stream(rules.spliterator(), false)
                .filter(rule -> rule.has("ExpirationInDays"))
                .map(rule -> new Lifecycle.Rule(
                        bucket,
                        rule.path("Prefix").textValue(),
                        Duration.ofDays(rule.path("ExpirationInDays").longValue())));
    }

    private JsonNode queue(String name) {
        return template.json().path("Resources").path(name).path("Properties");
    }

    private long retention(String queue) {
        return queue(queue).path("MessageRetentionPeriod").longValue();
    }

    private void assertAttributes(String url, int visibilitySeconds, int maxReceives) {
        Map<QueueAttributeName, String> attributes = services.queues()
                .sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        assertThat(attributes)
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, Integer.toString(visibilitySeconds));
        String redrive = attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}");
        assertThat(Json.read(redrive.getBytes(StandardCharsets.UTF_8))
                        .path("maxReceiveCount")
                        .asInt())
                .isEqualTo(maxReceives);
    }
}
