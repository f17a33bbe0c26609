package dev.frisket.submit;

import dev.frisket.core.api.ApiException;
import java.util.ArrayList;
import java.util.List;

/** The rules that a request breaks, collected so that the caller hears of all of them at once. */
final class Violations {
    private final List<String> messages = new ArrayList<>();

    /** Notes that {@code property} breaks {@code rule}, such as {@code must be a string}. */
    void add(String property, String rule) {
        messages.add(property + " " + rule);
    }

    /** Notes that {@code property} is none of ours. */
    void addUnknown(String property, String suggestion) {
        messages.add("property " + property + " should not exist" + suggestion);
    }

    int count() {
        return messages.size();
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** The refusal that names them all. */
    ApiException.BadRequest toException() {
        return new ApiException.BadRequest(String.join("; ", messages));
    }
}
