package dev.frisket.submit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.api.ApiUrl;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.core.api.RequestBody;
import dev.frisket.core.api.Scope;
import dev.frisket.core.artwork.UploadId;
import dev.frisket.core.json.Json;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.store.UploadStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** {@code POST /v2/uploads}: a URL to upload a picture to, and the address by which requests refer to it. */
final class NewUpload {
    /** How long after the answer sending the picture may begin. */
    static final Duration TIME_TO_SEND = Duration.ofMinutes(15);

    private final SecureRandom random = new SecureRandom();
    private final UploadStore uploads;
    private final UnknownPropertyRule unknownPropertyRule;
    private final Clock clock;

    NewUpload(UploadStore uploads, UnknownPropertyRule unknownPropertyRule, Clock clock) {
        this.uploads = uploads;
        this.unknownPropertyRule = unknownPropertyRule;
        this.clock = clock;
    }

    // The length is signed too, but is not in the answer: every client sends it, and many let nobody else set it.
    Reply answer(APIGatewayProxyRequestEvent event) {
        Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
        UploadRequest request = UploadRequest.read(RequestBody.of(event), unknownPropertyRule);
        UploadId id = UploadId.create(clock.instant(), random);
        String uploadUrl = uploads.link(caller.keyId(), id, request.contentType(), request.size(), TIME_TO_SEND)
                .toString();
        ObjectNode room = Json.object().put("uploadUrl", uploadUrl);
        room.putObject("headers").put("Content-Type", request.contentType());
        room.put("imageUrl", new UploadAddress(ApiUrl.of(event), id).toString());
        room.put("expiresAt", Json.time(id.expiry()));
        return Reply.json(201, room);
    }
}
