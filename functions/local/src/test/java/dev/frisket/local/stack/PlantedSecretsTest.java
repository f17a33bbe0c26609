package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.access.AuthorizerHandler;
import dev.frisket.access.OrganizationsHandler;
import dev.frisket.access.gateway.NoGatewayKeys;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.Token;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.SystemResolver;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.BucketUnavailable;
import dev.frisket.core.log.CapturedLines;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.notify.DeadLetterHandler;
import dev.frisket.notify.NotifyHandler;
import dev.frisket.notify.Receiver;
import dev.frisket.segment.SegmentHandler;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.fetch.PictureSource;
import dev.frisket.segment.model.StandInPacks;
import dev.frisket.status.StatusHandler;
import dev.frisket.submit.GuardedAddressRules;
import dev.frisket.submit.SubmitHandler;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every function, in success and failure, with secrets planted wherever there may be some: none leaks. */
class PlantedSecretsTest {
    private static final Token KEY = Token.create(new SecureRandom());
    private static final Token STRANGER = Token.create(new SecureRandom());
    private static final String SIGNATURE = "plantedsignature";
    private static final String PROMPT = "the planted prompt";
    private static final Clock CLOCK = Clock.systemUTC();

    private final List<String> answers = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void aStackAtWorkTellsNoSecrets() throws Exception {
        String secret;
        try (CapturedLines log = new CapturedLines();
                PictureHost pictures = new PictureHost();
                RunningStack stack = RunningStack.start(
                        new Settings(0, KEY, folder), new StandInPacks(), AddressPolicy.ALLOW_PRIVATE, CLOCK)) {
            HttpCalls calls = HttpCalls.of(stack.address());
            secret = json(calls, "POST", "/v2/organizations/local/webhook-secret", null)
                    .path("secret")
                    .textValue();
            String picture = pictures.address() + "?X-Amz-Signature=" + SIGNATURE;
            String done = ended(calls, picture);
            pictures.answer(404);
            String failed = ended(calls, picture);
            for (String id : List.of(done, failed)) {
                ask(calls, "POST", "/v2/artworks/" + id + "/cancel", KEY, null);
                ask(calls, "GET", "/v2/artworks/" + id + "/webhook", KEY, null);
            }
            ask(calls, "DELETE", "/v2/artworks/" + failed, KEY, null);
            ask(calls, "GET", "/v2/artworks", KEY, null);
            ask(calls, "GET", "/v2/artworks/" + done, STRANGER, null);
            ask(
                    calls,
                    "POST",
                    "/v2/artworks/segmentation",
                    KEY,
                    "{\"textPrompt\": 5, \"imageUrl\": \"" + picture + "\"}");
            ask(calls, "POST", "/v2/artworks/segmentation", KEY, "{\"" + PROMPT);
            ask(calls, "GET", "/v2/organizations/local/api-keys", KEY, null);
            ask(calls, "DELETE", "/v2/organizations/local/api-keys/" + KEY.text(), KEY, null);
            ask(calls, "GET", "/v2/" + secret, KEY, null);

            assertThat(log.text()).contains("Artworks succeeded", "Artworks picture not fetched", "Webhooks ");
            assertThat(log.text()).doesNotContain(KEY.text(), STRANGER.text(), secret, SIGNATURE, PROMPT);
            assertThat(log.text()).doesNotContainPattern("/v2/results/[^/]+/\\d+-[0-9a-f]{64}");
        }
        assertThat(String.join("\n", answers)).doesNotContain(KEY.text(), STRANGER.text(), secret);
    }

    @Test
    void functionsThatBreakTellNoSecrets() {
        String secret = "5ec2e7".repeat(11).substring(2);
        String leak = "PUT https://b.s3.amazonaws.com/k?X-Amz-Signature=%s by Bearer %s failed of %s"
                .formatted(SIGNATURE, KEY.text(), secret);
        Bucket objects = leaking(Bucket.class, leak);
        @SuppressWarnings("unchecked")
        MessageQueue<Job> jobs = leaking(MessageQueue.class, leak);
        @SuppressWarnings("unchecked")
        MessageQueue<Announcement> webhooks = leaking(MessageQueue.class, leak);
        SubmitHandler submit = new SubmitHandler(
                objects,
                objects,
                jobs,
                webhooks,
                new GuardedAddressRules(new AddressGuard(new SystemResolver(), AddressPolicy.PUBLIC_ONLY)),
                UnknownPropertyRule.REFUSE,
                EndWait.none(CLOCK),
                Integer.MAX_VALUE,
                CLOCK);
        StatusHandler status = new StatusHandler(objects, webhooks, List.of("sam2-tiny"), EndWait.none(CLOCK), CLOCK);
        OrganizationsHandler organizations = new OrganizationsHandler(objects, new NoGatewayKeys(), CLOCK);
        try (CapturedLines log = new CapturedLines();
                StandInPacks packs = new StandInPacks()) {
            for (String event : List.of("submit-text", "submit-idempotent", "submit-upload")) {
                broken(submit.handleRequest(request(event), new TestContext()), 500);
            }
            for (String event : List.of(
                    "status-one",
                    "status-list",
                    "status-cancel",
                    "status-delete",
                    "status-masks",
                    "status-webhook",
                    "results")) {
                broken(status.handleRequest(request(event), new TestContext()), 500);
            }
            for (String event : List.of(
                    "organizations-mint-key",
                    "organizations-list-keys",
                    "organizations-revoke-key",
                    "organizations-webhook-secret")) {
                broken(organizations.handleRequest(request(event), new TestContext()), 500);
            }
            new SegmentHandler(
                            leaking(PictureSource.class, leak),
                            packs,
                            EmbeddingCache.none(),
                            objects,
                            jobs,
                            webhooks,
                            CLOCK)
                    .handleRequest(Events.read("segment-job", SQSEvent.class), new TestContext());
            new DeadLetterHandler(objects, webhooks, CLOCK)
                    .handleRequest(Events.read("bury-job", SQSEvent.class), new TestContext());
            new NotifyHandler(
                            objects,
                            objects,
                            webhooks,
                            webhooks,
                            leaking(Receiver.class, leak),
                            Integer.MAX_VALUE,
                            CLOCK)
                    .handleRequest(Events.read("notify-announcement", SQSEvent.class), new TestContext());

            assertThat(log.text())
                    .contains("a request could not be answered", "Artworks broken off", "Burials broken off");
            assertThat(log.text()).doesNotContain(KEY.text(), secret, SIGNATURE, "EXAMPLE", "cat and");
        }
        assertThat(String.join("\n", answers)).doesNotContain(KEY.text(), secret, SIGNATURE, "EXAMPLE", "Exception");
    }

    @Test
    void anAuthorizerThatBreaksTellsNoSecrets() {
        Bucket objects = leaking(Bucket.class, "GET of Bearer " + KEY.text());
        APIGatewayCustomAuthorizerEvent event = Events.read("authorizer-key", APIGatewayCustomAuthorizerEvent.class);
        event.setAuthorizationToken("Bearer " + KEY.text());
        try (CapturedLines log = new CapturedLines()) {
            String message = "";
            try {
                new AuthorizerHandler(new ApiKeyStore(objects), Token::isOurs).handleRequest(event, new TestContext());
            } catch (RuntimeException e) {
                message = String.valueOf(e.getMessage());
            }
            assertThat(message).isNotEmpty().doesNotContain(KEY.text()).isNotEqualTo("Unauthorized");
            assertThat(log.text()).doesNotContain(KEY.text());
        }
    }

    private void broken(APIGatewayProxyResponseEvent answer, int statusCode) {
        assertThat(answer.getStatusCode()).isEqualTo(statusCode);
        answers.add(answer.getBody());
    }

    /** A port whose every call throws an exception with secrets in its message, as a client's may have. */
    private static <T> T leaking(Class<T> port, String leak) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    throw new BucketUnavailable(leak, new IllegalStateException(leak));
                }));
    }

    private static APIGatewayProxyRequestEvent request(String event) {
        return Events.read(event, APIGatewayProxyRequestEvent.class);
    }

    private String ended(HttpCalls calls, String picture) throws Exception {
        String id = json(
                        calls,
                        "POST",
                        "/v2/artworks/segmentation",
                        """
                        {"imageUrl": "%s", "method": "text", "textPrompt": "%s", "webhook": "https://127.0.0.1:9/hook"}"""
                                .formatted(picture, PROMPT))
                .path("id")
                .textValue();
        for (int look = 0; look < 600; look++) {
            String status = json(calls, "GET", "/v2/artworks/" + id, null)
                    .path("status")
                    .textValue();
            if (Set.of("succeeded", "failed").contains(status)) {
                return id;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the artwork did not end");
    }

    private JsonNode json(HttpCalls calls, String method, String path, @Nullable String body) throws Exception {
        return HttpCalls.json(calls.send(method, path, "Bearer " + KEY.text(), body));
    }

    private void ask(HttpCalls calls, String method, String path, Token key, @Nullable String body) throws Exception {
        HttpResponse<String> answer = calls.send(method, path, "Bearer " + key.text(), body);
        answers.add(answer.body());
    }
}
