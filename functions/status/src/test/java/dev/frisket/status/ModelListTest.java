package dev.frisket.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Document;
import dev.frisket.core.Events;
import dev.frisket.core.Template;
import dev.frisket.core.TestContext;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.json.Json;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelListTest {
    private final APIGatewayProxyRequestEvent event = Events.read("models", APIGatewayProxyRequestEvent.class);

    @Test
    void thePacksInUseAreListedWithDigestsAndCapabilities() {
        APIGatewayProxyResponseEvent response = handle(List.of("sam2-tiny", "coco-ssd"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        JsonNode models = Json.read(response.getBody().getBytes(UTF_8));
        assertThat(models.findValuesAsText("title")).hasSize(2);
        assertThat(models.at("/0/name").asText()).isEqualTo("sam2-tiny");
        assertThat(models.at("/0/capabilities")).hasToString("[\"points\",\"boxes\"]");
        assertThat(models.at("/0/files")).hasSize(2);
        assertThat(models.at("/1/capabilities")).hasToString("[\"text\"]");
        assertThat(models.at("/1/licence").asText()).isEqualTo("Apache-2.0");
        assertThat(models.at("/1/digest").asText()).matches("[0-9a-f]{64}");
        assertThat(models.at("/1/files/0/sha256").asText()).matches("[0-9a-f]{64}");
        JsonNode schema = Document.read().at("/components/schemas/Model");
        assertThat(Document.names(models.get(0))).isEqualTo(Document.texts(schema.get("required")));
        assertThat(Document.names(models.get(1))).isEqualTo(Document.names(schema.get("properties")));
    }

    @Test
    void aPackWithAListOfWordsNamesItsClassesAndTheirWords() {
        JsonNode vocabulary = vocabulary("coco-ssd");

        assertThat(vocabulary.get("open").booleanValue()).isFalse();
        assertThat(vocabulary.get("classes")).hasSize(80);
        assertThat(vocabulary.at("/classes/0/name").asText()).isEqualTo("person");
        assertThat(vocabulary.at("/classes/1"))
                .hasToString("{\"name\":\"bicycle\",\"words\":[\"bike\",\"cycle\",\"pushbike\",\"tricycle\","
                        + "\"mountain bike\",\"road bike\"]}");
        assertThat(vocabulary.at("/groups/1")).hasToString("{\"name\":\"pet\",\"classes\":[\"cat\",\"dog\"]}");
        assertThat(Document.texts(vocabulary.get("everything"))).contains("everything", "object");
        assertThat(Document.names(vocabulary)).isEqualTo(vocabularyProperties());
    }

    @Test
    void aPackThatServesTextWithoutAListUnderstandsAnyWords() {
        assertThat(vocabulary("grounding-dino"))
                .hasToString("{\"open\":true,\"classes\":[],\"groups\":[],\"everything\":[]}");
    }

    private JsonNode vocabulary(String pack) {
        return Json.read(handle(List.of("sam2-tiny", pack)).getBody().getBytes(UTF_8))
                .at("/1/vocabulary");
    }

    private static List<String> vocabularyProperties() {
        return Document.names(Document.read().at("/components/schemas/Vocabulary/properties"));
    }

    /** The folder models/locked is among the resources of this test. */
    @Test
    void sizesAndDigestsThatAFetchRecordedAreListed() {
        JsonNode locked =
                Json.read(handle(List.of("locked")).getBody().getBytes(UTF_8)).get(0);

        assertThat(locked.at("/files/0"))
                .hasToString("{\"name\":\"model.onnx\",\"bytes\":3,\"sha256\":\"" + "a".repeat(64) + "\"}");
        assertThat(locked.at("/files/1"))
                .hasToString("{\"name\":\"tokenizer.json\",\"bytes\":5,\"sha256\":\"" + "b".repeat(64) + "\"}");
    }

    @Test
    void onlyPacksInUseAreListed() {
        assertThat(handle(List.of("sam2-tiny")).getBody()).doesNotContain("coco-ssd");
    }

    @Test
    void aKeyOfAnyDomainMayAsk() {
        event.getRequestContext().getAuthorizer().put("domains", "elsewhere");

        assertThat(handle(List.of("sam2-tiny")).getStatusCode()).isEqualTo(200);
    }

    @Test
    void aPackWithoutAManifestEndsTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> handle(List.of("sam2-tiny", "sam3")))
                .withMessageContaining("sam3");
    }

    @Test
    void theStackUsesTheEmbeddedPacksByDefaultAndTellsThemToThisFunction() {
        JsonNode template = Template.read().json();

        assertThat(template.at("/Parameters/ModelPacks/Default").asText()).isEqualTo("sam2-tiny,coco-ssd");
        assertThat(template.at("/Resources/StatusFunction/Properties/Environment/Variables/MODEL_PACKS/!Ref")
                        .asText())
                .isEqualTo("ModelPacks");
    }

    private APIGatewayProxyResponseEvent handle(List<String> packs) {
        return new StatusHandler(
                        new InMemoryBucket(),
                        new InMemoryQueue<>(),
                        packs,
                        EndWait.none(Clock.systemUTC()),
                        Clock.systemUTC())
                .handleRequest(event, new TestContext());
    }
}
