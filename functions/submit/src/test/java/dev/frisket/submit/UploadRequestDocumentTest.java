package dev.frisket.submit;

import static dev.frisket.core.Document.names;
import static dev.frisket.core.Document.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Document;
import dev.frisket.core.artwork.PictureLimits;
import org.junit.jupiter.api.Test;

/** Checks the OpenAPI document's schema of a request for an upload against the reader. */
class UploadRequestDocumentTest {
    private static final JsonNode SCHEMA = Document.read().at("/components/schemas/UploadRequest");

    @Test
    void theDocumentHasTheLimitsOfTheReader() {
        assertThat(texts(SCHEMA.at("/properties/contentType/enum"))).isEqualTo(PictureLimits.CONTENT_TYPES);
        assertThat(SCHEMA.at("/properties/size/minimum").intValue()).isEqualTo(1);
        assertThat(SCHEMA.at("/properties/size/maximum").intValue()).isEqualTo(PictureLimits.MAX_BYTES);
        assertThat(names(SCHEMA.get("properties"))).isEqualTo(texts(SCHEMA.get("required")));
    }
}
