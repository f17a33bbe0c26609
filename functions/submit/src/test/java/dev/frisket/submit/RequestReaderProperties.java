package dev.frisket.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.json.Json;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.store.ParametersJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class RequestReaderProperties {
    private final RequestReader reader = new RequestReader(UnknownPropertyRule.REFUSE, Rules.PUBLIC);

    @Property(tries = 3000)
    void whateverComesIsAValidRequestOrARefusalThatNamesAProperty(@ForAll("requests") String request) {
        try {
            Parameters parameters = reader.read(request.getBytes(UTF_8));

            // The echo is a valid request again, and the same one.
            JsonNode echo = ParametersJson.write(parameters);
            assertThat(reader.read(Json.writeBytes(echo))).isEqualTo(parameters);
            assertThat(ParametersJson.read(echo)).isEqualTo(parameters);
        } catch (ApiException.BadRequest e) {
            List<String> named =
                    Stream.concat(Stream.of("body"), names(request)).toList();
            for (String message : Objects.requireNonNull(e.getMessage()).split("; ", -1)) {
                assertThat(named).as(message).anyMatch(message::contains);
            }
        }
    }

    @Property(tries = 2000)
    void arbitraryBytesAreRefused(@ForAll byte[] bytes) {
        try {
            reader.read(bytes);
            throw new AssertionError("accepted");
        } catch (ApiException.BadRequest e) {
            assertThat(e).hasMessageMatching("body must .*|(?s).*imageUrl should not be empty.*");
        }
    }

    private static Stream<String> names(String request) {
        List<String> sent = new ArrayList<>(RequestReader.PROPERTIES);
        Json.readStrictly(request.getBytes(UTF_8)).fieldNames().forEachRemaining(sent::add);
        return sent.stream();
    }

    @Provide
    Arbitrary<String> requests() {
        Arbitrary<String> names = Arbitraries.of(RequestReader.PROPERTIES).edgeCases(edges -> edges.none());
        Arbitrary<String> strange = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12);
        return Arbitraries.maps(Arbitraries.frequencyOf(Tuple.of(9, names), Tuple.of(1, strange)), values(2))
                .ofMaxSize(8)
                .map(properties -> {
                    ObjectNode request = (ObjectNode) Json.readStrictly(VALID.getBytes(UTF_8));
                    String sent = properties.entrySet().stream()
                            .map(property -> "\"" + property.getKey() + "\":" + property.getValue())
                            .collect(Collectors.joining(",", "{", "}"));
                    request.setAll((ObjectNode) Json.read(sent.getBytes(UTF_8)));
                    return Json.write(request);
                });
    }

    private static final String VALID = "{\"imageUrl\":\"https://a.example/b.jpg\",\"method\":\"points\","
            + "\"pointsPositive\":{\"points\":[[0.5,0.5]]}}";

    private static Arbitrary<String> values(int depth) {
        Arbitrary<String> leaf = Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "true",
                        "false",
                        "\"\"",
                        "\"text\"",
                        "\"points\"",
                        "\"boxes\"",
                        "[0.1,0.2,0.3,0.4]",
                        "[[0,0,0.5,1],[0.25,0.25,1,1]]",
                        "\"png\"",
                        "\"https://a.example/\"",
                        "\"http://a b\"",
                        "{}",
                        "[]",
                        "0",
                        "-0.0",
                        "1",
                        "5.0",
                        "1e400",
                        "-1e400",
                        "1e-400",
                        "1e999999999",
                        "10e2147483640",
                        "1e-2147483647",
                        "0.1"),
                Arbitraries.integers().between(-20_000, 20_000).map(String::valueOf),
                Arbitraries.doubles().between(-2, 2).map(String::valueOf),
                Arbitraries.bigIntegers().map(String::valueOf),
                Arbitraries.strings()
                        .ofMaxLength(20)
                        .map(text -> Json.object().put("v", text).get("v").toString()));
        if (depth == 0) {
            return leaf;
        }
        return Arbitraries.frequencyOf(
                Tuple.of(6, leaf),
                Tuple.of(1, values(depth - 1).list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]")),
                Tuple.of(
                        2,
                        values(depth - 1)
                                .list()
                                .ofMaxSize(3)
                                .map(items -> "{\"points\":[" + String.join(",", items) + "]}")));
    }
}
