package dev.frisket.core.request;

import dev.frisket.core.api.ApiException;
import java.util.ArrayList;
import java.util.List;

/** Collects the rules that a request breaks, so that one refusal can list them all. */
public final class Violations {
    /** Maximum number of violations to spell out; the others are only counted. */
    private static final int NAMED = 20;

    private final List<String> messages = new ArrayList<>();

    /** Records that {@code property} breaks {@code rule}, such as {@code must be a string}. */
    public void add(String property, String rule) {
        messages.add(property + " " + rule);
    }

    /** Records that {@code property} is unknown. */
    public void addUnknown(String property, String suggestion) {
        messages.add("property " + property + " should not exist" + suggestion);
    }

    public int count() {
        return messages.size();
    }

    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Whether further violations are only counted, so that wording them is wasted work. */
    boolean onlyCounts() {
        return messages.size() >= NAMED;
    }

    /** The refusal that names the first 20 and counts the others. */
    public ApiException.BadRequest toException() {
        if (messages.size() <= NAMED) {
            return new ApiException.BadRequest(String.join("; ", messages));
        }
        return new ApiException.BadRequest(
                String.join("; ", messages.subList(0, NAMED)) + "; and " + (messages.size() - NAMED) + " more");
    }
}
