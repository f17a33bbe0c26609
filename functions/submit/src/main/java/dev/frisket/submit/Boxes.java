package dev.frisket.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.artwork.BoxPrompt;
import dev.frisket.core.request.Properties;
import dev.frisket.core.request.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads boxes; a rule that several boxes of one array break is named once for the array, as with {@link PointGroups}. */
final class Boxes {
    private static final int MAX_BOXES = 100;
    private static final int NUMBERS = 4;

    private final Properties properties;
    private final Violations violations;

    Boxes(Properties properties, Violations violations) {
        this.properties = properties;
        this.violations = violations;
    }

    /** The box called {@code name}; null if it was not sent or breaks a rule. */
    @Nullable
    BoxPrompt read(String name) {
        JsonNode box = properties.find(name).orElse(null);
        if (box == null) {
            return null;
        }
        Set<String> broken = new TreeSet<>();
        BoxPrompt read = read(box, broken);
        broken.forEach(rule -> violations.add(name, rule));
        return read;
    }

    /** The boxes of the array called {@code name}, without those that break a rule; empty if it was not sent. */
    List<BoxPrompt> readAll(String name) {
        JsonNode array = properties.find(name).orElse(null);
        if (array == null) {
            return List.of();
        }
        if (!array.isArray()) {
            violations.add(name, "must be an array");
            return List.of();
        }
        if (array.size() > MAX_BOXES) {
            violations.add(name, "must contain no more than " + MAX_BOXES + " elements");
            return List.of();
        }
        List<BoxPrompt> boxes = new ArrayList<>(array.size());
        Set<String> broken = new TreeSet<>();
        for (JsonNode box : array) {
            BoxPrompt read = read(box, broken);
            if (read != null) {
                boxes.add(read);
            }
        }
        broken.forEach(rule -> violations.add("each value in " + name, rule));
        return boxes;
    }

    private static @Nullable BoxPrompt read(JsonNode box, Set<String> broken) {
        if (!isFourNumbers(box)) {
            broken.add("must be four numbers [x1, y1, x2, y2]");
            return null;
        }
        Set<String> outside = new TreeSet<>();
        double x1 = Fractions.clamped(box.get(0), outside);
        double y1 = Fractions.clamped(box.get(1), outside);
        double x2 = Fractions.clamped(box.get(2), outside);
        double y2 = Fractions.clamped(box.get(3), outside);
        broken.addAll(outside);
        if (!outside.isEmpty()) {
            return null;
        }
        if (x1 >= x2) {
            broken.add("must have x1 less than x2");
        }
        if (y1 >= y2) {
            broken.add("must have y1 less than y2");
        }
        return x1 < x2 && y1 < y2 ? new BoxPrompt(x1, y1, x2, y2) : null;
    }

    private static boolean isFourNumbers(JsonNode box) {
        if (!box.isArray() || box.size() != NUMBERS) {
            return false;
        }
        for (JsonNode number : box) {
            if (!number.isNumber()) {
                return false;
            }
        }
        return true;
    }
}
