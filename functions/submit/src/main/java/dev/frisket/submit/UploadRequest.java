package dev.frisket.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.artwork.PictureLimits;
import dev.frisket.core.request.JsonBody;
import dev.frisket.core.request.Properties;
import dev.frisket.core.request.UnknownProperties;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.request.Violations;
import java.util.List;

/**
 * A request to upload a picture.
 *
 * @param contentType one of {@link PictureLimits#CONTENT_TYPES}
 * @param size bytes, 1 to {@value PictureLimits#MAX_BYTES}
 */
record UploadRequest(String contentType, int size) {
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
        new UnknownProperties(unknownPropertyRule, violations).check(request, "", PROPERTIES);

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
