package dev.frisket.core.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Parses JSON text and reports the rule that it breaks, and where. */
final class StrictReading {
    private static final int LONGEST_ECHO = 100;

    private StrictReading() {}

    /** @throws MalformedJson if the text is not exactly one value within the mapper's limits */
    static JsonNode read(ObjectMapper mapper, String text) {
        try (JsonParser parser = mapper.createParser(text)) {
            return read(mapper, parser);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new MalformedJson(
                    "must be valid JSON (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(ObjectMapper mapper, JsonParser parser) throws IOException {
        @Nullable JsonNode node;
        try {
            node = mapper.readTree(parser);
        } catch (StreamConstraintsException e) {
            boolean tooDeep = parser.getParsingContext().getNestingDepth() > Json.MAX_DEPTH;
            throw tooDeep
                    ? new MalformedJson("must not be nested more than " + Json.MAX_DEPTH + " levels deep", e)
                    : oversizedNumber(parser, e);
        } catch (NumberFormatException e) {
            throw oversizedNumber(parser, e);
        } catch (MismatchedInputException e) {
            // Either a repeated key, or a second value after the first, where no property is open.
            String property = property(parser);
            if (property.isEmpty()) {
                throw e;
            }
            throw new MalformedJson("must not contain the property " + property + " twice", e);
        }
        if (node == null) {
            throw new MalformedJson("must not be empty", null);
        }
        return node;
    }

    private static MalformedJson oversizedNumber(JsonParser parser, Exception cause) {
        return new MalformedJson("must not contain a number as large or as long as that of " + property(parser), cause);
    }

    /** Path of the property at the parser's position, such as {@code pointsPositive.points}. */
    private static String property(JsonParser parser) {
        JsonStreamContext place = parser.getParsingContext();
        boolean justOpened = !place.hasCurrentName() && !place.hasCurrentIndex() && place.getParent() != null;
        String names = (justOpened ? place.getParent() : place)
                .pathAsPointer()
                .toString()
                .replace('/', '.');
        String name = names.isEmpty() ? names : names.substring(1);
        return name.length() <= LONGEST_ECHO ? name : name.substring(0, LONGEST_ECHO) + "…";
    }
}
