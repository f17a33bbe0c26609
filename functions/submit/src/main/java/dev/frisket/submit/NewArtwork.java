package dev.frisket.submit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.ApiUrl;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.core.api.Scope;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.request.JsonBody;
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
    private final EndWait waits;
    private final Clock clock;

    NewArtwork(
            Intake intake,
            Claims claims,
            UploadStore uploads,
            AddressRules addresses,
            UnknownPropertyRule unknownPropertyRule,
            EndWait waits,
            Clock clock) {
        this.intake = intake;
        this.claims = claims;
        this.uploads = uploads;
        this.addresses = addresses;
        this.unknownPropertyRule = unknownPropertyRule;
        this.waits = waits;
        this.clock = clock;
    }

    Reply answer(APIGatewayProxyRequestEvent event, Context context) {
        Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
        Optional<IdempotencyKey> key = IdempotencyKey.of(event);
        Optional<EndWait.Granted> wait = waits.grant(event, context);
        Submission submission = read(event, caller, key);
        Artwork artwork = key.isPresent() ? intake.takeOnce(submission, key.get()) : intake.take(submission);
        return wait.map(granted -> answerAtTheEnd(artwork, granted)).orElseGet(() -> answer(202, artwork));
    }

    private Reply answerAtTheEnd(Artwork created, EndWait.Granted wait) {
        Artwork artwork = wait.await(created, intake::find)
                .orElseThrow(() -> new ApiException.NotFound("the artwork was deleted"));
        return wait.applied(answer(artwork.state().terminal() ? 200 : 202, artwork));
    }

    private static Reply answer(int statusCode, Artwork artwork) {
        return Reply.json(statusCode, ArtworkJson.answer(artwork))
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
                () -> key.isPresent() && claims.exists(caller.keyId(), key.get()));
        Parameters parameters = new RequestReader(unknownPropertyRule, rules).read(JsonBody.bytes(event));
        return new Submission(caller, apiUrl, parameters, rules.found());
    }
}
