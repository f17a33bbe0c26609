package dev.frisket.packs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * A JSON object whose properties must all have the expected types; each method throws {@code IllegalArgumentException}
 * if one does not.
 *
 * @param place where it stands, for messages
 */
record StrictObject(String place, JsonNode node) {

    StrictObject {
        if (!node.isObject()) {
            throw new IllegalArgumentException(place + " must be an object");
        }
    }

    /** Whether there is a property of this name. */
    boolean has(String name) {
        return node.has(name);
    }

    /** This object, which must have these properties and no others. */
    StrictObject withExactly(String... names) {
        Set<String> found = new HashSet<>();
        node.fieldNames().forEachRemaining(found::add);
        if (!found.equals(Set.of(names))) {
            throw new IllegalArgumentException(
                    place + " must have the properties " + List.of(names) + ", has " + found);
        }
        return this;
    }

    String text(String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw wrong(name, "a text");
        }
        return value.textValue();
    }

    int integer(String name) {
        JsonNode value = node.path(name);
        if (!value.isInt()) {
            throw wrong(name, "a whole number");
        }
        return value.intValue();
    }

    long count(String name) {
        return count(place + "." + name, node.path(name));
    }

    /** The elements of a list of whole numbers. */
    List<Long> counts(String name) {
        return list(name, StrictObject::count);
    }

    StrictObject object(String name) {
        return new StrictObject(place + "." + name, node.path(name));
    }

    /** The elements of a list, each read by a function of the element and its place. */
    <T> List<T> list(String name, BiFunction<String, JsonNode, T> reader) {
        JsonNode value = node.path(name);
        if (!value.isArray()) {
            throw wrong(name, "a list");
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(element -> reader.apply(place + "." + name, element))
                .toList();
    }

    /** The elements of a list of texts. */
    <T> List<T> texts(String name, Function<String, T> reader) {
        return list(name, (where, element) -> {
            if (!element.isTextual()) {
                throw new IllegalArgumentException(where + " must have texts only");
            }
            return reader.apply(element.textValue());
        });
    }

    /** The properties by name, each read by a function of this object and the name. */
    <T> Map<String, T> values(BiFunction<StrictObject, String, T> reader) {
        Map<String, T> values = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(name -> values.put(name, reader.apply(this, name)));
        return values;
    }

    private static long count(String place, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(place + " must be a whole number");
        }
        return value.longValue();
    }

    private IllegalArgumentException wrong(String name, String wanted) {
        return new IllegalArgumentException(place + "." + name + " must be " + wanted);
    }
}
