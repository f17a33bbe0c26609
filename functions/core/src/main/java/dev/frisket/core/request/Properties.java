package dev.frisket.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Typed access to a request's properties: getters return the value, or record the broken rule and return the fallback.
 *
 * <p>{@code null} counts as absent.
 */
public final class Properties {
    private static final BigDecimal INT_MIN = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal INT_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final JsonNode request;
    private final Violations violations;

    /** @param request an object */
    public Properties(JsonNode request, Violations violations) {
        this.request = request;
        this.violations = violations;
    }

    /** The value of a property, if it was sent. */
    public Optional<JsonNode> find(String name) {
        return Optional.ofNullable(request.get(name)).filter(value -> !value.isNull());
    }

    public Optional<String> string(String name) {
        Optional<JsonNode> sent = find(name);
        if (sent.isPresent() && !sent.get().isTextual()) {
            violations.add(name, "must be a string");
            return Optional.empty();
        }
        return sent.map(JsonNode::textValue);
    }

    public boolean bool(String name, boolean fallback) {
        Optional<JsonNode> sent = find(name);
        if (sent.isPresent() && !sent.get().isBoolean()) {
            violations.add(name, "must be a boolean value");
            return fallback;
        }
        return sent.map(JsonNode::booleanValue).orElse(fallback);
    }

    /** An integer of at most {@code max} that fits 32 bits. */
    public int integer(String name, int max, int fallback) {
        return integer(name, Integer.MIN_VALUE, max, fallback);
    }

    /** An integer in {@code min..max}; {@code 5.0} is 5. */
    public int integer(String name, int min, int max, int fallback) {
        Optional<JsonNode> sent = find(name);
        if (sent.isEmpty()) {
            return fallback;
        }
        if (!isInteger(sent.get())) {
            violations.add(name, "must be an integer number");
            return fallback;
        }
        BigDecimal value = sent.get().decimalValue();
        return inRange(name, value, BigDecimal.valueOf(min), BigDecimal.valueOf(max)) ? value.intValue() : fallback;
    }

    /** A number of at most {@code max}. */
    public double number(String name, double max, double fallback) {
        return number(name, -Double.MAX_VALUE, max, fallback);
    }

    /** A number in {@code min..max}. */
    public double number(String name, double min, double max, double fallback) {
        Optional<JsonNode> sent = find(name);
        if (sent.isEmpty()) {
            return fallback;
        }
        if (!sent.get().isNumber() || Double.isInfinite(sent.get().doubleValue())) {
            violations.add(name, "must be a number conforming to the specified constraints");
            return fallback;
        }
        BigDecimal value = sent.get().decimalValue();
        return inRange(name, value, BigDecimal.valueOf(min), BigDecimal.valueOf(max)) ? value.doubleValue() : fallback;
    }

    /** An enum constant, named in lower case. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> choices) {
        return choice(name, EnumSet.allOf(choices));
    }

    /** A required enum constant, named in lower case. */
    public <E extends Enum<E>> Optional<E> requiredChoice(String name, Class<E> choices) {
        return requiredChoice(name, EnumSet.allOf(choices));
    }

    /** A required enum constant out of {@code choices}, named in lower case. */
    public <E extends Enum<E>> Optional<E> requiredChoice(String name, Set<E> choices) {
        if (find(name).isEmpty()) {
            refuseChoice(name, choices);
        }
        return choice(name, choices);
    }

    private <E extends Enum<E>> Optional<E> choice(String name, Set<E> choices) {
        Optional<JsonNode> sent = find(name);
        Optional<E> chosen = sent.filter(JsonNode::isTextual).flatMap(value -> choices.stream()
                .filter(choice -> nameOf(choice).equals(value.textValue()))
                .findFirst());
        if (sent.isPresent() && chosen.isEmpty()) {
            refuseChoice(name, choices);
        }
        return chosen;
    }

    /** Whether a JSON value is a whole number that fits 32 bits. */
    public static boolean isInteger32(JsonNode value) {
        return isInteger(value)
                && value.decimalValue().compareTo(INT_MIN) >= 0
                && value.decimalValue().compareTo(INT_MAX) <= 0;
    }

    private static boolean isInteger(JsonNode value) {
        if (!value.isNumber()) {
            return false;
        }
        BigDecimal number = value.decimalValue();
        return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
    }

    private boolean inRange(String name, BigDecimal value, BigDecimal min, BigDecimal max) {
        if (value.compareTo(min) < 0) {
            violations.add(name, "must not be less than " + min.toPlainString());
            return false;
        }
        if (value.compareTo(max) > 0) {
            violations.add(name, "must not be greater than " + text(max));
            return false;
        }
        return true;
    }

    private static String text(BigDecimal limit) {
        return limit.stripTrailingZeros().toPlainString();
    }

    private <E extends Enum<E>> void refuseChoice(String name, Set<E> choices) {
        String names = choices.stream().map(Properties::nameOf).collect(Collectors.joining(", "));
        violations.add(name, "must be one of the following values: " + names);
    }

    private static String nameOf(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
