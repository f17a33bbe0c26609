package dev.frisket.access;

import static dev.frisket.core.Document.names;
import static dev.frisket.core.Document.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.Document;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks the OpenAPI document's schema of a request for an API key against the reader. */
class KeyRequestDocumentTest {
    private static final Document DOCUMENT = Document.read();
    private static final JsonNode SCHEMA = DOCUMENT.at("/components/schemas/ApiKeyRequest");
    private static final List<String> DOMAINS =
            texts(DOCUMENT.resolve(SCHEMA.at("/properties/domains/items")).get("enum"));

    @Test
    void eachDocumentedChoiceIsAcceptedAndNoOther() {
        for (String scope : texts(SCHEMA.at("/properties/scope/enum"))) {
            assertThatCode(() -> read(request().put("scope", scope))).doesNotThrowAnyException();
        }
        for (String domain : DOMAINS) {
            assertThatCode(() -> read(withDomain(domain))).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> read(request().put("scope", "admin")))
                .hasMessage("scope must be one of the following values: "
                        + String.join(", ", texts(SCHEMA.at("/properties/scope/enum"))));
        assertThatThrownBy(() -> read(withDomain("films")))
                .hasMessage("each value in domains must be one of the following values: " + String.join(", ", DOMAINS));
    }

    @Test
    void everyPropertyIsRequiredAndThereIsNoOther() {
        assertThat(names(SCHEMA.get("properties"))).isEqualTo(texts(SCHEMA.get("required")));
        assertThat(names(request())).isEqualTo(texts(SCHEMA.get("required")));
        for (String name : texts(SCHEMA.get("required"))) {
            for (JsonNode without : List.of(request().without(name), request().putNull(name))) {
                assertThatThrownBy(() -> read(without)).isInstanceOf(ApiException.BadRequest.class);
            }
        }
        assertThatThrownBy(() -> read(request().put("colour", "red"))).hasMessage("property colour should not exist");
    }

    @Test
    void aNameMayBeAsLongAsDocumented() {
        int max = SCHEMA.at("/properties/name/maxLength").intValue();

        assertThatCode(() -> read(request().put("name", "🐈".repeat(max)))).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(request().put("name", "🐈".repeat(max + 1))))
                .isInstanceOf(ApiException.BadRequest.class);
    }

    private static ObjectNode request() {
        ObjectNode request = Json.object().put("name", "web shop").put("scope", "generator");
        request.putArray("domains").add("artworks");
        return request;
    }

    private static ObjectNode withDomain(String domain) {
        ObjectNode request = request();
        request.putArray("domains").add(domain);
        return request;
    }

    private static KeyRequest read(JsonNode request) {
        return KeyRequest.read(Json.writeBytes(request));
    }
}
