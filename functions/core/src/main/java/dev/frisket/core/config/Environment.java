package dev.frisket.core.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The environment variables of a function.
 *
 * @param variables by name
 */
public record Environment(Map<String, String> variables) {
    private static final Pattern URL = Pattern.compile("https?://[!-\'*-~]+");

    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,8}");

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The variables of this process. */
    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /**
     * The value of a variable that must be set.
     *
     * @throws IllegalStateException naming the variable if it is missing or blank
     */
    public String required(String name) {
        String value = variables.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("the environment variable " + name + " is not set");
        }
        return value;
    }

    /**
     * The value of a variable that must be set to a number, at least 1.
     *
     * @throws IllegalStateException naming the variable if it is not
     */
    public int positive(String name) {
        String value = required(name);
        if (!POSITIVE.matcher(value).matches()) {
            throw new IllegalStateException(
                    "the environment variable " + name + " must be a number of at least 1, not " + value);
        }
        return Integer.parseInt(value);
    }

    /** The value of a variable, or {@code fallback} if it is missing or blank. */
    public String optional(String name, String fallback) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? fallback : value;
    }

    /**
     * The value of a variable as a URL for people to open; {@code fallback} if it is missing or blank.
     *
     * @throws IllegalStateException naming the variable if it is not an http or https URL of printable ASCII without
     *     parentheses
     */
    public String url(String name, String fallback) {
        String value = optional(name, fallback);
        if (!URL.matcher(value).matches()) {
            throw new IllegalStateException(
                    "the environment variable " + name + " must be an http or https URL, not " + value);
        }
        return value;
    }

    /**
     * The value of a variable as a number of whole seconds; zero if it is missing or blank.
     *
     * @throws IllegalStateException naming the variable if it is not a number of 0 to {@code max}
     */
    public Duration seconds(String name, Duration max) {
        String value = optional(name, "0");
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) > max.toSeconds()) {
            throw new IllegalStateException(
                    "the environment variable " + name + " must be 0 to " + max.toSeconds() + ", not " + value);
        }
        return Duration.ofSeconds(Integer.parseInt(value));
    }

    /**
     * Whether a variable is on; it is if the variable is missing or blank.
     *
     * @throws IllegalStateException naming the variable if it is neither on nor off
     */
    public boolean on(String name) {
        return choice(name, Switch.class, Switch.ON).on();
    }

    /**
     * The value of a variable as an enum constant, written in lower case; {@code fallback} if it is missing or blank.
     *
     * @throws IllegalStateException naming the variable and the choices if it is none of them
     */
    public <E extends Enum<E>> E choice(String name, Class<E> choices, E fallback) {
        String value = optional(name, fallback.name().toLowerCase(Locale.ROOT));
        for (E choice : choices.getEnumConstants()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(value)) {
                return choice;
            }
        }
        throw new IllegalStateException("the environment variable " + name + " must be one of "
                + Arrays.toString(choices.getEnumConstants()).toLowerCase(Locale.ROOT) + ", not " + value);
    }
}
