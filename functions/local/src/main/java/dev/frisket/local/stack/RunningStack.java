package dev.frisket.local.stack;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.Token;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.api.Cors;
import dev.frisket.core.poll.SqsPoller;
import dev.frisket.local.gateway.Authorizer;
import dev.frisket.local.gateway.Gateway;
import dev.frisket.local.gateway.Gateway.Rules;
import dev.frisket.local.gateway.Route;
import dev.frisket.local.gateway.StoragePassage;
import dev.frisket.local.gateway.Throttle;
import dev.frisket.local.gateway.Throttle.Limits;
import dev.frisket.local.page.Pages;
import dev.frisket.segment.model.ModelPacks;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;

/** A whole stack in this JVM: storage, queues, API and worker. */
public final class RunningStack implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RunningStack.class.getName());

    private final Deque<AutoCloseable> open;
    private final URI address;
    private final OwnKey key;

    private RunningStack(Deque<AutoCloseable> open, URI address, OwnKey key) {
        this.open = open;
        this.address = address;
        this.key = key;
    }

    /**
     * The settings of a stack.
     *
     * @param host what the API listens on
     * @param port of the API; 0 for any free one
     * @param data folder of all stored data; not used with an endpoint
     * @param key of the user who starts it; null for the one that is kept in the data folder. See {@link OwnKey}
     * @param endpoint an S3 and SQS to use in place of the embedded ones, or null
     * @param modelPacks names of the packs in use, as the API reports them
     * @param jobs artworks that the worker has in work at the same time, at least 1
     * @param embeddingCache whether embeddings are kept for further prompts about a picture
     * @param maxUnfinished artworks that one organization may have unfinished
     * @param limits of each key
     * @param cors web origins whose pages may read responses
     */
    public record Settings(
            ApiAddress host,
            int port,
            @Nullable Token key,
            Path data,
            @Nullable URI endpoint,
            List<String> modelPacks,
            int jobs,
            boolean embeddingCache,
            int maxUnfinished,
            Limits limits,
            Cors cors) {
        /** Hardly a limit on one machine; the default of {@code serve}. */
        public static final int MAX_UNFINISHED = 100_000;

        public Settings {
            modelPacks = List.copyOf(modelPacks);
        }

        /** Settings with the defaults of {@code serve} for everything else. */
        public Settings(int port, @Nullable Token key, Path data) {
            this(
                    ApiAddress.LOOPBACK,
                    port,
                    key,
                    data,
                    null,
                    InstalledModels.EMBEDDED,
                    1,
                    true,
                    MAX_UNFINISHED,
                    Limits.GENEROUS,
                    new Cors("*"));
        }
    }

    /**
     * Starts a stack; it answers requests when this method returns.
     *
     * @param packs the worker's models, closed with the stack
     * @param policy for the addresses of pictures and webhooks
     * @throws UsageException if the user must fix something first
     */
    public static RunningStack start(Settings settings, ModelPacks packs, AddressPolicy policy, Clock clock) {
        return start(settings, packs, policy, clock, (services, functions) -> functions.worker());
    }

    /**
     * Starts a stack with another worker.
     *
     * @param worker creates it from the services and the stack's own functions
     */
    public static RunningStack start(
            Settings settings,
            ModelPacks packs,
            AddressPolicy policy,
            Clock clock,
            BiFunction<Services, StackFunctions, RequestHandler<SQSEvent, SQSBatchResponse>> worker) {
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            open.push(packs);
            @Nullable DataFolder folder = settings.endpoint() == null ? DataFolder.open(settings.data()) : null;
            if (folder != null) {
                open.push(folder);
            }
            Services services = folder == null
                    ? Services.at(Objects.requireNonNull(settings.endpoint()))
                    : Services.embedded(folder);
            open.push(services);
            ApiKeyStore keys = new ApiKeyStore(services.control());
            OwnKey key = key(settings, folder, keys);
            key.store(keys, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            StackFunctions functions = StackFunctions.of(
                    services,
                    keys,
                    key.token(),
                    packs,
                    settings.modelPacks(),
                    settings.embeddingCache(),
                    settings.maxUnfinished(),
                    policy,
                    clock);
            Rules rules = new Rules(
                    Authorizer.asking(functions.authorizer()), new Throttle(settings.limits(), clock), settings.cors());
            Gateway gateway = gateway(settings, key.token(), services, functions.routes(), rules, clock);
            open.push(gateway);
            List<SqsPoller> pollers = functions
                    .withWorker(worker.apply(services, functions))
                    .eventSources(services.queues(), settings.jobs())
                    .stream()
                    .map(source -> SqsPoller.start(services.queues().sqs(), source))
                    .toList();
            open.push(() -> SqsPoller.close(pollers));
            open.push(Maintenance.start(services, clock));
            return new RunningStack(open, settings.host().url(gateway.port()), key);
        } catch (BindException e) {
            close(open);
            throw new UsageException(
                    "port " + settings.port()
                            + " is in use: stop the program that uses it, or choose another with --port",
                    e);
        } catch (IOException e) {
            close(open);
            throw new UsageException("the API can't listen on port " + settings.port() + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            close(open);
            throw e;
        }
    }

    /** The API's URL, without a trailing slash. */
    public URI address() {
        return address;
    }

    /** The key of the user who started it. */
    public Token key() {
        return key.token();
    }

    /** Whether this run created that key. */
    public boolean hasNewKey() {
        return key.isNew();
    }

    @Override
    public void close() {
        close(open);
    }

    private static OwnKey key(Settings settings, @Nullable DataFolder folder, ApiKeyStore keys) {
        if (settings.key() != null) {
            return new OwnKey(settings.key(), false);
        }
        return folder == null ? OwnKey.make() : OwnKey.kept(folder.keyFile(), keys);
    }

    private static Gateway gateway(
            Settings settings, Token key, Services services, List<Route> routes, Rules rules, Clock clock)
            throws IOException {
        if (!settings.host().isOpenToOthers()) {
            Pages pages = new Pages(key, services.s3Address());
            return Gateway.start(settings.host().host(), settings.port(), pages, routes, rules, clock);
        }
        StoragePassage passage = new StoragePassage(services.s3Address(), Buckets.DATA);
        return Gateway.start(
                settings.host().host(),
                settings.port(),
                new Handler.Sequence(passage, new Pages(null, services.s3Address())),
                routes.stream().map(passage::rewriting).toList(),
                rules,
                clock);
    }

    private static void close(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "could not be closed", e);
            }
        }
    }
}
