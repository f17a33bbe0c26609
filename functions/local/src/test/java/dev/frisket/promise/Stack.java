package dev.frisket.promise;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.Events;
import dev.frisket.core.SimulatedQueue;
import dev.frisket.core.TestContext;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.webhook.Announcement;
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

/** The real functions in a simulated world where things go wrong. */
final class Stack {
    static final String POISON = "{\"version\":99}";
    private static final Map<String, byte[]> PICTURES = new HashMap<>();
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
    private final World world;
    private final Bucket data;
    private final MessageQueue<Job> jobs;
    private final MessageQueue<Announcement> webhooks;
    private final SubmitHandler submit;
    private final StatusHandler status;
    private final DeadLetterHandler bury;
    private final NotifyHandler notify;

    Stack(World world, Receiver receiver) {
        this.world = world;
        data = world.bucket(world.data);
        Bucket control = world.bucket(world.control);
        jobs = world.queue(world.jobs.port());
        webhooks = world.queue(world.webhooks.port());
        MessageQueue<Announcement> deadWebhooks = world.queue(world.deadWebhooks.port());
        submit = new SubmitHandler(
                data, control, jobs, webhooks, ANY, UnknownPropertyRule.REFUSE, EndWait.none(world), world);
        status = new StatusHandler(data, webhooks, List.of(), EndWait.none(world), world);
        bury = new DeadLetterHandler(data, webhooks, world);
        notify = new NotifyHandler(data, control, webhooks, deadWebhooks, receiver, world);
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
        return world.run(seed, () -> submit.handleRequest(event, new TestContext()));
    }

    @Nullable
    APIGatewayProxyResponseEvent read(String caller, String id, long seed) {
        return world.run(seed, () -> status.handleRequest(about(id, by(caller, one)), new TestContext()));
    }

    @Nullable
    APIGatewayProxyResponseEvent cancel(String caller, String id, long seed) {
        return world.run(seed, () -> status.handleRequest(about(id, by(caller, cancel)), new TestContext()));
    }

    @Nullable
    APIGatewayProxyResponseEvent delete(String caller, String id, long seed) {
        return world.run(seed, () -> status.handleRequest(about(id, by(caller, delete)), new TestContext()));
    }

    /** Lists artworks, on several threads and therefore without faults, which could not be repeated. */
    APIGatewayProxyResponseEvent list(String caller) {
        APIGatewayProxyRequestEvent event = by(caller, all);
        event.setQueryStringParameters(Map.of("limit", "500"));
        event.setMultiValueQueryStringParameters(Map.of("limit", List.of("500")));
        return world.runCalmly(() -> status.handleRequest(event, new TestContext()));
    }

    /** Delivers a job to a worker, and returns whether there was one. */
    boolean work(int which, boolean alsoHidden, long seed) {
        // A new one each time: an old one would still have the embeddings in memory.
        SegmentHandler segment = new SegmentHandler(
                this::fetch, new InstantPacks(), new StoredEmbeddings(data), data, jobs, webhooks, world);
        return deliver(world.jobs, segment, which, alsoHidden, seed);
    }

    boolean bury(int which, long seed) {
        return deliver(world.deadJobs, bury, which, false, seed);
    }

    boolean notify(int which, boolean alsoHidden, long seed) {
        return deliver(world.webhooks, notify, which, alsoHidden, seed);
    }

    private boolean deliver(
            SimulatedQueue queue,
            RequestHandler<SQSEvent, SQSBatchResponse> function,
            int which,
            boolean alsoHidden,
            long seed) {
        Optional<SimulatedQueue.Received> received = alsoHidden ? queue.receiveHidden(which) : queue.receive(which);
        received.ifPresent(message -> {
            inHand.add(message.id());
            Boolean done = world.run(seed, () -> done(function, message));
            inHand.remove(message.id());
            boolean twice = inHand.contains(message.id()) || !queue.holds(message.receipt());
            if (!Boolean.TRUE.equals(done) && twice) {
                orphaned.add(message.body());
            }
            if (Boolean.TRUE.equals(done)) {
                queue.delete(message.receipt());
            }
        });
        return received.isPresent();
    }

    private static boolean done(RequestHandler<SQSEvent, SQSBatchResponse> function, SimulatedQueue.Received message) {
        try {
            return function.handleRequest(SimulatedQueue.Received.event(message), new TestContext())
                    .getBatchItemFailures()
                    .isEmpty();
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    private byte[] fetch(String url) {
        if (world.unlucky("out of memory")) {
            throw new OutOfMemoryError("told to");
        }
        if (world.unlucky("picture's host down")) {
            throw new UncheckedIOException(new IOException("told to fail"));
        }
        return url.endsWith("broken.png") ? new byte[] {1, 2, 3} : PICTURES.computeIfAbsent(url, Stack::picture);
    }

    private static APIGatewayProxyRequestEvent by(String caller, APIGatewayProxyRequestEvent event) {
        APIGatewayProxyRequestEvent.ProxyRequestContext context =
                event.getRequestContext().clone();
        context.setAuthorizer(
                Map.of("keyId", caller, "organization", "acme", "scope", "generator", "domains", "artworks"));
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
