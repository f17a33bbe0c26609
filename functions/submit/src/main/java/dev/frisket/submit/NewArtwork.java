package dev.frisket.submit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.ApiUrl;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.core.api.RequestBody;
import dev.frisket.core.api.Scope;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.store.ArtworkJson;
import dev.frisket.core.store.UploadStore;
import java.time.Clock;
import java.util.Optional;

/** {@code POST /v2/artworks/segmentation}. */
final class NewArtwork {
    private static final String RETRY_AFTER_SECONDS = "2";

    private final Intake intake;
    private final Claims claims;
    private final UploadStore uploads;
    private final AddressRules addresses;
    private final UnknownPropertyRule unknownPropertyRule;
    private final Clock clock;

    NewArtwork(
            Intake intake,
            Claims claims,
            UploadStore uploads,
            AddressRules addresses,
            UnknownPropertyRule unknownPropertyRule,
            Clock clock) {
        this.intake = intake;
        this.claims = claims;
        this.uploads = uploads;
        this.addresses = addresses;
        this.unknownPropertyRule = unknownPropertyRule;
        this.clock = clock;
    }

    Reply answer(APIGatewayProxyRequestEvent event) {
        Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
        Optional<IdempotencyKey> key = IdempotencyKey.of(event);
        Submission submission = read(event, caller, key);
        Artwork artwork = key.isPresent() ? intake.takeOnce(submission, key.get()) : intake.take(submission);
        return Reply.json(202, ArtworkJson.answer(artwork))
                .with("Location", artwork.apiUrl() + "/v2/artworks/" + artwork.id())
                .with("Retry-After", RETRY_AFTER_SECONDS);
    }

    private Submission read(APIGatewayProxyRequestEvent event, Caller caller, Optional<IdempotencyKey> key) {
        String apiUrl = ApiUrl.of(event);
        UploadRules rules = new UploadRules(
                addresses,
                uploads,
                caller.keyId(),
                apiUrl,
                clock.instant(),
                () -> key.isPresent() && claims.held(caller.keyId(), key.get()));
        Parameters parameters = new RequestReader(unknownPropertyRule, rules).read(RequestBody.of(event));
        return new Submission(caller, apiUrl, parameters, rules.found());
    }
}
