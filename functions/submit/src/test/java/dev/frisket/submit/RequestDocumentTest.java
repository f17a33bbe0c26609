package dev.frisket.submit;

import static dev.frisket.core.Document.names;
import static dev.frisket.core.Document.texts;
import static dev.frisket.submit.Requests.everything;
import static dev.frisket.submit.Requests.read;
import static dev.frisket.submit.Requests.refusal;
import static dev.frisket.submit.Requests.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.Document;
import dev.frisket.core.artwork.CutoutFormat;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.OutputFormat;
import dev.frisket.core.json.Json;
import dev.frisket.core.store.ParametersJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the OpenAPI document's schema of a request against the reader, in both directions. */
class RequestDocumentTest {
    private static final Document DOCUMENT = Document.read();
    private static final JsonNode SCHEMA = DOCUMENT.at("/components/schemas/SegmentationRequest");

    /** What is echoed only if it was sent, though it has a default. */
    private static final Set<String> ADDITIONS =
            Set.of("boxesCombineMasks", "maskFillHoles", "maskLargestOnly", "maskInvert", "cutoutFormat");

    private static final BigDecimal A_LITTLE = new BigDecimal("0.0000001");

    /** A value of each JSON type; a whole number with a fraction of zero is an integer too. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "string", List.of("\"x y\"", "\"\""),
            "integer", List.of("1", "1.0"),
            "number", List.of("0.75"),
            "boolean", List.of("true", "false"),
            "array", List.of("[]", "[1]"),
            "object", List.of("{}", "{\"points\":[]}"),
            "null", List.of("null"));

    private static final Pattern TYPE_RULES =
            Pattern.compile("must be (a string|a boolean|an integer|a number|an object|an array)");

    static List<String> properties() {
        return RequestReader.PROPERTIES;
    }

    static List<String> limited() {
        return properties().stream()
                .filter(name -> property(name).has("minimum") || property(name).has("maximum"))
                .toList();
    }

    @Test
    void thePropertiesAreTheSameInTheSameOrder() {
        assertThat(names(SCHEMA.get("properties"))).isEqualTo(RequestReader.PROPERTIES);
        assertThat(SCHEMA.get("additionalProperties").booleanValue()).isFalse();
        assertThat(refusal(request().put("colour", "red"))).hasValue("property colour should not exist");
    }

    @Test
    void theRequiredOnesAreThoseWithoutWhichARequestIsRefused() {
        for (String name : RequestReader.PROPERTIES) {
            ObjectNode without = everything();
            without.remove(name);
            boolean required = texts(SCHEMA.get("required")).contains(name);
            assertThat(refusal(without).isPresent()).as(name).isEqualTo(required);
        }
    }

    @Test
    void eachMethodNeedsWhatItsBranchNeeds() {
        for (Method method : Method.values()) {
            List<JsonNode> branches = branches(method);
            for (JsonNode branch : branches) {
                String needed = branch.get("required").get(0).textValue();
                ObjectNode request =
                        Json.object().put("imageUrl", "https://a.example/b").put("method", method.value());
                assertThat(refusal(request)).isPresent();
                request.set(needed, everything().get(needed));
                assertThat(refusal(request)).as(needed).isEmpty();
            }
        }
        assertThat(branches(Method.POINTS)).hasSize(3);
    }

    /** The subschemas for a method, of which a request must match one. */
    private static List<JsonNode> branches(Method method) {
        JsonNode rule = SCHEMA;
        while (rule.has("if")) {
            String condition = rule.at("/if/properties/method/const").textValue();
            rule = rule.get(condition.equals(method.value()) ? "then" : "else");
        }
        return rule.has("anyOf") ? rule.get("anyOf").valueStream().toList() : List.of(rule);
    }

    @Test
    void theDefaultsAreTheSame() {
        JsonNode echo = ParametersJson.write(read(request()));

        for (String name : RequestReader.PROPERTIES) {
            JsonNode documented = property(name).path("default");
            if (!documented.isMissingNode() && !ADDITIONS.contains(name)) {
                assertThat(echo.get(name).asText()).as(name).isEqualTo(documented.asText());
            } else if (!request().has(name)) {
                assertThat(echo.has(name)).as(name).isFalse();
            }
        }
        for (String name : ADDITIONS) {
            JsonNode sent =
                    ParametersJson.write(read(request().set(name, property(name).get("default"))));
            assertThat(sent.get(name)).isEqualTo(property(name).get("default"));
            ((ObjectNode) sent).remove(name);
            assertThat(sent).isEqualTo(echo);
        }
        assertThat(texts(DOCUMENT.at("/components/schemas/Artwork").at("/properties/parameters/required")))
                .isEqualTo(RequestReader.PROPERTIES.stream()
                        .filter(name -> (property(name).has("default") && !ADDITIONS.contains(name))
                                || texts(SCHEMA.get("required")).contains(name))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("properties")
    void theTypesAreTheSame(String name) {
        List<String> documented = types(property(name));

        VALUES.forEach((type, values) -> values.forEach(value -> {
            Optional<String> refusal = refusal(everything().set(name, Json.read(value.getBytes(UTF_8))));
            if (documented.contains(type) || (type.equals("integer") && documented.contains("number"))) {
                assertThat(refusal.filter(TYPE_RULES.asPredicate()))
                        .as("%s: %s", name, value)
                        .isEmpty();
            } else {
                assertThat(refusal.orElse("")).as("%s: %s", name, value).startsWith(name);
            }
        }));
    }

    @ParameterizedTest
    @MethodSource("limited")
    void theRangesAreTheSame(String name) {
        JsonNode property = property(name);
        BigDecimal step = types(property).contains("integer") ? BigDecimal.ONE : A_LITTLE;
        boolean integer32 = property.path("format").asText().equals("int32");
        BigDecimal min = integer32
                ? BigDecimal.valueOf(Integer.MIN_VALUE)
                : property.path("minimum").isMissingNode()
                        ? new BigDecimal("-1e300")
                        : property.get("minimum").decimalValue();
        BigDecimal max = property.get("maximum").decimalValue();

        assertThat(refusal(everything().put(name, min))).isEmpty();
        assertThat(refusal(everything().put(name, max))).isEmpty();
        assertThat(refusal(everything().put(name, max.add(step))).orElseThrow())
                .startsWith(name + " must not be greater than ");
        if (integer32 || property.has("minimum")) {
            assertThat(refusal(everything().put(name, min.subtract(step))).orElseThrow())
                    .startsWith(name + " must not be less than ");
        }
    }

    @Test
    void theChoicesAreTheSame() {
        assertThat(texts(property("method").get("enum")))
                .isEqualTo(Stream.of(Method.values()).map(Method::value).toList());
        assertThat(texts(property("outputFormat").get("enum")))
                .isEqualTo(Stream.of(OutputFormat.values())
                        .map(OutputFormat::value)
                        .toList());
        assertThat(texts(property("cutoutFormat").get("enum")))
                .isEqualTo(Stream.of(CutoutFormat.values())
                        .map(CutoutFormat::value)
                        .toList());
    }

    /** Except for format characters, which alone make no valid prompt but which no pattern can name. */
    @Test
    void thePromptOfTheTextMethodIsBlankWhereItsPatternFindsNothing() {
        Pattern visible = Pattern.compile(
                branches(Method.TEXT)
                        .get(0)
                        .at("/properties/textPrompt/pattern")
                        .textValue(),
                Pattern.UNICODE_CHARACTER_CLASS);

        for (char character = 0; character <= '\u3000'; character++) {
            if (Character.getType(character) != Character.FORMAT) {
                String prompt = " " + character;
                assertThat(refusal(request().put("textPrompt", prompt)).isEmpty())
                        .as("U+%04X", (int) character)
                        .isEqualTo(visible.matcher(prompt).find());
            }
        }
    }

    @Test
    void aPromptMayBeAsLongAsDocumented() {
        int max = property("textPrompt").get("maxLength").intValue();

        assertThat(refusal(everything().put("textPrompt", "🐈".repeat(max)))).isEmpty();
        assertThat(refusal(everything().put("textPrompt", "🐈".repeat(max + 1))))
                .hasValue("textPrompt must be shorter than or equal to " + max + " characters");
    }

    @Test
    void theExamplesAreAccepted() {
        DOCUMENT.at("/paths/~1v2~1artworks~1segmentation/post/requestBody/content/application~1json/examples")
                .forEach(example -> assertThat(refusal(example.get("value"))).isEmpty());
        for (String name : RequestReader.PROPERTIES) {
            for (JsonNode example : property(name).path("examples")) {
                assertThat(refusal(everything().set(name, example))).as(name).isEmpty();
            }
        }
    }

    private static JsonNode property(String name) {
        JsonNode property = SCHEMA.get("properties").get(name);
        if (!property.has("anyOf")) {
            return DOCUMENT.resolve(property);
        }
        // A named schema or null.
        ObjectNode named = DOCUMENT.resolve(property.get("anyOf").get(0)).deepCopy();
        named.set("type", Json.read(("[" + named.get("type") + ",\"null\"]").getBytes(UTF_8)));
        return named.setAll((ObjectNode) property);
    }

    private static List<String> types(JsonNode property) {
        JsonNode type = property.get("type");
        return type.isTextual() ? List.of(type.textValue()) : texts(type);
    }
}
