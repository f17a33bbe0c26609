package dev.frisket.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;

/** Reads and writes JSON. */
public final class Json {
    /** Maximum nesting depth of objects and arrays. */
    public static final int MAX_DEPTH = 32;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Json() {}

    /** A new, empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Reads untrusted JSON: UTF-8 without a byte-order mark, one value, no duplicate keys, no lone surrogates, at most
     * {@value #MAX_DEPTH} levels deep. Numbers with a fraction or an exponent become {@link BigDecimal}.
     *
     * @throws MalformedJson naming the broken rule
     */
    public static JsonNode readStrictly(byte[] utf8) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedJson("must be UTF-8 text", e);
        }
        if (text.startsWith("\uFEFF")) {
            throw new MalformedJson("must not begin with a byte-order mark", null);
        }
        JsonNode node = StrictReading.read(MAPPER, text);
        refuseLoneSurrogates(node);
        return node;
    }

    /**
     * Reads JSON that we wrote ourselves.
     *
     * @throws UncheckedIOException if it is not JSON
     */
    public static JsonNode read(byte[] utf8) {
        try {
            return MAPPER.readTree(utf8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compact JSON text. */
    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compact JSON text in UTF-8. */
    public static byte[] writeBytes(JsonNode node) {
        return write(node).getBytes(StandardCharsets.UTF_8);
    }

    /** ISO 8601 in UTC with exactly three decimals, such as {@code 2024-07-29T15:51:28.071Z}. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Puts a number without a redundant fraction: 1, not 1.0. */
    public static void putNumber(ObjectNode object, String name, double value) {
        object.set(name, number(value));
    }

    /** A number without a redundant fraction: 1, not 1.0. */
    public static JsonNode number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? JsonNodeFactory.instance.numberNode((long) value) : JsonNodeFactory.instance.numberNode(value);
    }

    private static void refuseLoneSurrogates(JsonNode node) {
        if (node.isTextual() && !StandardCharsets.UTF_8.newEncoder().canEncode(node.textValue())) {
            throw new MalformedJson("must not contain lone surrogates", null);
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(names.next())) {
                throw new MalformedJson("must not contain lone surrogates", null);
            }
        }
        node.forEach(Json::refuseLoneSurrogates);
    }
}
