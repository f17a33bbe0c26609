package dev.frisket.promise;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.Events;
import dev.frisket.core.TestBackend.Ports;
import dev.frisket.core.TestContext;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.ReceivedMessage;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.notify.DeadLetterHandler;
import dev.frisket.notify.NotifyHandler;
import dev.frisket.notify.Receiver;
import dev.frisket.segment.SegmentHandler;
import dev.frisket.segment.embedding.StoredEmbeddings;
import dev.frisket.status.StatusHandler;
import dev.frisket.submit.AddressRules;
import dev.frisket.submit.SubmitHandler;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** The real functions on a faulty backend. */
final class StackFixture {
    static final String POISON = "{\"version\":99}";
    private static final Map<String, byte[]> PICTURES = new HashMap<>();
    /** Artworks that an organization may have unfinished, and webhooks that may be postponed: few, so that histories meet them. */
    static final int MAX_UNFINISHED = 2;

    static final int MAX_POSTPONED = 1;
    private static final AddressRules ANY = new AddressRules() {
        @Override
        public Optional<String> checkPicture(String url) {
            return Optional.empty();
        }

        @Override
        public Optional<String> checkWebhook(String url) {
            return Optional.empty();
        }
    };

    private final APIGatewayProxyRequestEvent create = Events.read("submit-points", APIGatewayProxyRequestEvent.class);
    private final APIGatewayProxyRequestEvent one = Events.read("status-one", APIGatewayProxyRequestEvent.class);
    private final APIGatewayProxyRequestEvent all = Events.read("status-list", APIGatewayProxyRequestEvent.class);
    private final APIGatewayProxyRequestEvent cancel = Events.read("status-cancel", APIGatewayProxyRequestEvent.class);
    private final APIGatewayProxyRequestEvent delete = Events.read("status-delete", APIGatewayProxyRequestEvent.class);
    private final Set<String> orphaned = new HashSet<>();
    private final List<String> inHand = new ArrayList<>();
    private final FaultyBackend backend;
    private final Ports ports;
    private final SubmitHandler submit;
    private final StatusHandler status;
    private final DeadLetterHandler bury;
    private final NotifyHandler notify;

    StackFixture(FaultyBackend backend, Receiver receiver) {
        this.backend = backend;
        ports = backend.faultyPorts();
        submit = new SubmitHandler(
                ports.data(),
                ports.control(),
                ports.jobs(),
                ports.webhooks(),
                ANY,
                UnknownPropertyRule.REFUSE,
                EndWait.none(ports.clock()),
                MAX_UNFINISHED,
                ports.clock());
        status = new StatusHandler(
                ports.data(), ports.webhooks(), List.of(), EndWait.none(ports.clock()), ports.clock());
        bury = new DeadLetterHandler(ports.data(), ports.webhooks(), ports.clock());
        notify = new NotifyHandler(
                ports.data(),
                ports.control(),
                ports.webhooks(),
                ports.deadWebhooks(),
                receiver,
                MAX_POSTPONED,
                ports.clock());
    }

    /**
     * The messages that two workers received at once, one of which failed: if the other deletes the message, only the
     * bucket's lifecycle is left to delete the masks of the failed one.
     */
    Set<String> orphaned() {
        return orphaned;
    }

    /** Posts a request; null if the function was killed. */
    @Nullable
    APIGatewayProxyResponseEvent create(String caller, String body, @Nullable String idempotencyKey, long seed) {
        APIGatewayProxyRequestEvent event = by(caller, create);
        event.setBody(body);
        if (idempotencyKey != null) {
            event.setMultiValueHeaders(new HashMap<>(event.getMultiValueHeaders()));
            event.getMultiValueHeaders().put("Idempotency-Key", List.of(idempotencyKey));
        }
        APIGatewayProxyResponseEvent response = backend.run(seed, () -> submit.handleRequest(event, new TestContext()));
        if (response != null && response.getStatusCode() == 429) {
            backend.count("refused: too many unfinished artworks");
        }
        return response;
    }

    @Nullable
    APIGatewayProxyResponseEvent read(String caller, String id, long seed) {
        return backend.run(seed, () -> status.handleRequest(about(id, by(caller, one)), new TestContext()));
    }

    @Nullable
    APIGatewayProxyResponseEvent cancel(String caller, String id, long seed) {
        return backend.run(seed, () -> status.handleRequest(about(id, by(caller, cancel)), new TestContext()));
    }

    @Nullable
    APIGatewayProxyResponseEvent delete(String caller, String id, long seed) {
        return backend.run(seed, () -> status.handleRequest(about(id, by(caller, delete)), new TestContext()));
    }

    /** Lists artworks, on several threads and therefore without faults, which could not be repeated. */
    APIGatewayProxyResponseEvent list(String caller) {
        APIGatewayProxyRequestEvent event = by(caller, all);
        event.setQueryStringParameters(Map.of("limit", "500"));
        event.setMultiValueQueryStringParameters(Map.of("limit", List.of("500")));
        return backend.runCalmly(() -> status.handleRequest(event, new TestContext()));
    }

    /** Delivers a job to a worker, and returns whether there was one. */
    boolean work(int which, boolean alsoHidden, long seed) {
        // A new one each time: an old one would still have the embeddings in memory.
        SegmentHandler segment = new SegmentHandler(
                this::fetch,
                new InstantPacks(),
                new StoredEmbeddings(ports.data()),
                ports.data(),
                ports.jobs(),
                ports.webhooks(),
                ports.clock());
        return deliver(backend.jobs, segment, which, alsoHidden, seed);
    }

    boolean bury(int which, long seed) {
        return deliver(backend.deadJobs, bury, which, false, seed);
    }

    boolean notify(int which, boolean alsoHidden, long seed) {
        return deliver(backend.webhooks, notify, which, alsoHidden, seed);
    }

    private boolean deliver(
            InMemoryQueue<?> queue,
            RequestHandler<SQSEvent, SQSBatchResponse> function,
            int which,
            boolean alsoHidden,
            long seed) {
        Optional<ReceivedMessage> received = alsoHidden ? queue.receiveHidden(which) : queue.receive(which);
        received.ifPresent(message -> {
            inHand.add(message.id());
            Boolean done = backend.run(seed, () -> done(function, message));
            inHand.remove(message.id());
            boolean twice = inHand.contains(message.id()) || !queue.contains(message.receipt());
            if (!Boolean.TRUE.equals(done) && twice) {
                orphaned.add(message.body());
            }
            if (Boolean.TRUE.equals(done)) {
                queue.delete(message.receipt());
            }
        });
        return received.isPresent();
    }

    private static boolean done(RequestHandler<SQSEvent, SQSBatchResponse> function, ReceivedMessage message) {
        try {
            return message.doneBy(function);
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    private byte[] fetch(String url) {
        if (backend.unlucky("out of memory")) {
            throw new OutOfMemoryError("injected fault");
        }
        if (backend.unlucky("picture's host down")) {
            throw new UncheckedIOException(new IOException("injected fault"));
        }
        return url.endsWith("broken.png") ? new byte[] {1, 2, 3} : PICTURES.computeIfAbsent(url, StackFixture::picture);
    }

    /** Each caller is of another organization. */
    static String organization(String caller) {
        return caller + "-ltd";
    }

    private static APIGatewayProxyRequestEvent by(String caller, APIGatewayProxyRequestEvent event) {
        APIGatewayProxyRequestEvent.ProxyRequestContext context =
                event.getRequestContext().clone();
        context.setAuthorizer(Map.of(
                "keyId", caller, "organization", organization(caller), "scope", "generator", "domains", "artworks"));
        return event.clone().withRequestContext(context);
    }

    private static APIGatewayProxyRequestEvent about(String id, APIGatewayProxyRequestEvent event) {
        return event.withPathParameters(Map.of("id", id));
    }

    private static byte[] picture(String url) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            BufferedImage image = new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, url.hashCode());
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
