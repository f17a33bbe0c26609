package dev.frisket.submit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.ApiUrl;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.core.api.Scope;
import dev.frisket.core.artwork.PictureLimits;
import dev.frisket.core.artwork.UploadId;
import dev.frisket.core.json.Json;
import dev.frisket.core.request.JsonBody;
import dev.frisket.core.request.Properties;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.request.Violations;
import dev.frisket.core.store.UploadStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** {@code POST /v2/uploads}: a URL to upload a picture to, and the address by which requests refer to it. */
final class NewUpload {
    /** The time in which sending the picture must begin. */
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

    // The length is signed too, but not returned: every client sends Content-Length, and many don't allow setting it.
    Reply answer(APIGatewayProxyRequestEvent event) {
        Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
        UploadRequest request = UploadRequest.read(JsonBody.bytes(event), unknownPropertyRule);
        UploadId id = UploadId.create(clock.instant(), random);
        String uploadUrl = uploads.link(caller.keyId(), id, request.contentType(), request.size(), TIME_TO_SEND)
                .toString();
        ObjectNode upload = Json.object().put("uploadUrl", uploadUrl);
        upload.putObject("headers").put("Content-Type", request.contentType());
        upload.put("imageUrl", new UploadAddress(ApiUrl.of(event), id).toString());
        upload.put("expiresAt", Json.time(id.expiry()));
        return Reply.json(201, upload);
    }

    /**
     * A valid request.
     *
     * @param contentType one of {@link PictureLimits#CONTENT_TYPES}
     * @param size bytes, 1 to {@value PictureLimits#MAX_BYTES}
     */
    private record UploadRequest(String contentType, int size) {
        private static final List<String> PROPERTIES = List.of("contentType", "size");

        /**
         * Reads the body of a request.
         *
         * @throws ApiException.ContentTooLarge if it has more than {@value JsonBody#MAX_BYTES} bytes
         * @throws ApiException.BadRequest naming every rule that it breaks
         */
        static UploadRequest read(byte[] body, UnknownPropertyRule unknownPropertyRule) {
            JsonNode request = JsonBody.object(body);
            Violations violations = new Violations();
            Properties properties = new Properties(request, violations);
            unknownPropertyRule.check(request, "", PROPERTIES, violations);

            String contentType =
                    properties.find("contentType").map(JsonNode::textValue).orElse("");
            if (!PictureLimits.CONTENT_TYPES.contains(contentType)) {
                violations.add(
                        "contentType",
                        "must be one of the following values: " + String.join(", ", PictureLimits.CONTENT_TYPES));
            }
            int size = properties.integer("size", 1, PictureLimits.MAX_BYTES, 0);
            if (properties.find("size").isEmpty()) {
                violations.add("size", "must be an integer number");
            }
            if (!violations.isEmpty()) {
                throw violations.toException();
            }
            return new UploadRequest(contentType, size);
        }
    }
}
