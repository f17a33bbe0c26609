package dev.frisket.local.stack;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.access.AuthorizerHandler;
import dev.frisket.access.OrganizationsHandler;
import dev.frisket.access.gateway.NoGatewayKeys;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.Token;
import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.SystemResolver;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.poll.EventSource;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.local.gateway.Route;
import dev.frisket.local.gateway.Route.Admission;
import dev.frisket.notify.DeadLetterHandler;
import dev.frisket.notify.HttpReceiver;
import dev.frisket.notify.NotifyHandler;
import dev.frisket.segment.SegmentHandler;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.embedding.StoredEmbeddings;
import dev.frisket.segment.fetch.PictureFetcher;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.status.StatusHandler;
import dev.frisket.submit.GuardedAddressRules;
import dev.frisket.submit.PrivateHostRemedy;
import dev.frisket.submit.SubmitHandler;
import java.time.Clock;
import java.util.List;

/**
 * The real functions, with the routes and queues that the template gives them.
 *
 * @param routes of the API
 * @param authorizer identifies callers
 * @param worker receives jobs
 * @param notifier receives announcements of ended artworks
 * @param deadLetterHandler receives dead jobs
 */
public record StackFunctions(
        List<Route> routes,
        RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponseV1> authorizer,
        RequestHandler<SQSEvent, SQSBatchResponse> worker,
        RequestHandler<SQSEvent, SQSBatchResponse> notifier,
        RequestHandler<SQSEvent, SQSBatchResponse> deadLetterHandler) {

    /** Batch size of a function that works on all messages of a batch concurrently. */
    private static final int BATCH = 10;

    /** Concurrent webhook calls, in total and of one organization: a call that hangs takes ten seconds. */
    static final int CALLS = 64;

    static final int CALLS_OF_ONE = 16;

    /** As in the template. */
    static final int MAX_POSTPONED = 10_000;

    public StackFunctions {
        routes = List.copyOf(routes);
    }

    /**
     * Builds the functions of a stack on these services.
     *
     * @param own a key that is accepted even if it does not have the form of generated keys
     * @param packNames names of the packs, as the API reports them
     * @param embeddingCache whether embeddings are kept for further prompts about a picture
     * @param maxUnfinished artworks that one organization may have unfinished
     * @param allowed policy for the addresses of pictures and webhooks; the embedded servers' ports are always excluded
     */
    static StackFunctions of(
            Services services,
            ApiKeyStore keys,
            Token own,
            ModelPacks packs,
            List<String> packNames,
            boolean embeddingCache,
            int maxUnfinished,
            AddressPolicy allowed,
            Clock clock) {
        AddressPolicy policy = allowed.closing(services.ownPorts());
        Bucket data = services.data();
        EndWait waits = new EndWait(EndWait.MAX, clock, EndWait.Pause.SLEEP);
        SubmitHandler submit = new SubmitHandler(
                data,
                services.control(),
                services.jobs(),
                services.webhooks(),
                new GuardedAddressRules(
                        new AddressGuard(new SystemResolver(), policy),
                        allowed.permitsPrivateHosts() ? PrivateHostRemedy.NONE : PrivateHostRemedy.OPTION_OF_SERVE),
                UnknownPropertyRule.REFUSE,
                waits,
                maxUnfinished,
                clock);
        StatusHandler status = new StatusHandler(data, services.webhooks(), packNames, waits, clock);
        OrganizationsHandler organizations = new OrganizationsHandler(services.control(), new NoGatewayKeys(), clock);
        return new StackFunctions(
                List.of(
                        new Route("POST", "/v2/artworks/segmentation", Admission.KEY_TO_CREATE, submit),
                        new Route("POST", "/v2/uploads", Admission.KEY, submit),
                        new Route("GET", "/v2/artworks", Admission.KEY, status),
                        new Route("GET", "/v2/artworks/{id}", Admission.KEY, status),
                        new Route("DELETE", "/v2/artworks/{id}", Admission.KEY, status),
                        new Route("GET", "/v2/artworks/{id}/webhook", Admission.KEY, status),
                        new Route("GET", "/v2/artworks/{id}/masks", Admission.KEY, status),
                        new Route("POST", "/v2/artworks/{id}/cancel", Admission.KEY, status),
                        new Route("GET", "/v2/results/{id}/{file}", Admission.ANYBODY, status),
                        new Route("POST", "/v2/organizations/{orgId}/webhook-secret", Admission.KEY, organizations),
                        new Route("POST", "/v2/organizations/{orgId}/api-keys", Admission.KEY, organizations),
                        new Route("GET", "/v2/organizations/{orgId}/api-keys", Admission.KEY, organizations),
                        new Route("DELETE", "/v2/organizations/{orgId}/api-keys/{keyId}", Admission.KEY, organizations),
                        new Route("GET", "/v2/models", Admission.KEY, status),
                        new Route("GET", "/openapi.json", Admission.ANYBODY, status),
                        new Route("GET", "/health", Admission.ANYBODY, status)),
                new AuthorizerHandler(keys, token -> token.isOurs() || token.equals(own)),
                new SegmentHandler(
                        PictureFetcher.over(policy),
                        packs,
                        embeddingCache ? new StoredEmbeddings(data) : EmbeddingCache.none(),
                        data,
                        services.jobs(),
                        services.webhooks(),
                        clock),
                new NotifyHandler(
                        data,
                        services.control(),
                        services.webhooks(),
                        services.webhooksDeadLetters(),
                        HttpReceiver.over(policy, clock),
                        MAX_POSTPONED,
                        clock),
                new DeadLetterHandler(data, services.webhooks(), clock));
    }

    /** These functions with another worker. */
    StackFunctions withWorker(RequestHandler<SQSEvent, SQSBatchResponse> other) {
        return new StackFunctions(routes, authorizer, other, notifier, deadLetterHandler);
    }

    /**
     * The queues whose messages the functions receive.
     *
     * @param jobs that the worker receives at the same time
     */
    List<EventSource> eventSources(Queues queues, int jobs) {
        return List.of(
                new EventSource(queues.jobs().url(), 1, jobs, jobs, Queues.WORKER_TIMEOUT, worker),
                new EventSource(queues.jobs().deadLettersUrl(), BATCH, Queues.DEAD_LETTERS_TIMEOUT, deadLetterHandler),
                new EventSource(queues.webhooks().url(), 1, CALLS, CALLS_OF_ONE, Queues.NOTIFIER_TIMEOUT, notifier));
    }
}
