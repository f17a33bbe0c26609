package dev.frisket.core.request;

import dev.frisket.core.api.ApiException;
import java.util.ArrayList;
import java.util.List;

/** The rules that a request breaks, collected so that the caller hears of all of them at once. */
public final class Violations {
    /** How many are worded; of the others only their number is told. */
    private static final int NAMED = 20;

    private final List<String> messages = new ArrayList<>();

    /** Notes that {@code property} breaks {@code rule}, such as {@code must be a string}. */
    public void add(String property, String rule) {
        messages.add(property + " " + rule);
    }

    /** Notes that {@code property} is none of ours. */
    public void addUnknown(String property, String suggestion) {
        messages.add("property " + property + " should not exist" + suggestion);
    }

    public int count() {
        return messages.size();
    }

    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Whether a further violation would only be counted, so that its wording is wasted work. */
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
