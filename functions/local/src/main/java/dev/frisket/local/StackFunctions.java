package dev.frisket.local;

import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.SystemResolver;
import dev.frisket.core.objects.Objects;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.local.gateway.Route;
import dev.frisket.local.gateway.Route.Admission;
import dev.frisket.segment.SegmentHandler;
import dev.frisket.segment.fetch.PictureFetcher;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.status.StatusHandler;
import dev.frisket.submit.GuardedAddressRules;
import dev.frisket.submit.SubmitHandler;
import java.time.Clock;
import java.util.List;

/** The real functions, behind the routes that the template gives them. */
final class StackFunctions {
    private StackFunctions() {}

    /**
     * @param packNames what the packs are called
     * @param policy where pictures and webhooks may be
     */
    static Functions of(
            Services services, ModelPacks packs, List<String> packNames, AddressPolicy policy, Clock clock) {
        Objects data = services.data();
        SubmitHandler submit = new SubmitHandler(
                new ArtworkStore(data, clock),
                services.control(),
                services.jobs(),
                new GuardedAddressRules(new AddressGuard(new SystemResolver(), policy)),
                UnknownPropertyRule.REFUSE,
                clock);
        StatusHandler status = new StatusHandler(data, packNames, clock);
        return new Functions(
                List.of(
                        new Route("POST", "/v2/artworks/segmentation", Admission.KEY, submit),
                        new Route("GET", "/v2/artworks", Admission.KEY, status),
                        new Route("GET", "/v2/artworks/{id}", Admission.KEY, status),
                        new Route("POST", "/v2/artworks/{id}/cancel", Admission.KEY, status),
                        new Route("GET", "/v2/results/{id}/{file}", Admission.ANYBODY, status),
                        new Route("GET", "/v2/models", Admission.KEY, status),
                        new Route("GET", "/openapi.json", Admission.ANYBODY, status),
                        new Route("GET", "/health", Admission.ANYBODY, status)),
                new SegmentHandler(PictureFetcher.over(policy), packs, data, services.jobs(), clock));
    }
}
