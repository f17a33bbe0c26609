package dev.frisket.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.artwork.Point;
import dev.frisket.core.artwork.PointGroup;
import dev.frisket.core.request.Properties;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.request.Violations;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two groups of points.
 *
 * <p>A rule that many values of one array break is reported once for the array: a request of 256 KiB can contain so
 * many invalid points that a response naming each would be too large to send.
 */
final class PointGroups {
    private static final int MAX_POINTS = 1000;
    private static final String POINTS = "points";
    private static final String LABELS = "labels";

    private final Properties properties;
    private final UnknownPropertyRule unknownPropertyRule;
    private final Violations violations;

    PointGroups(Properties properties, UnknownPropertyRule unknownPropertyRule, Violations violations) {
        this.properties = properties;
        this.unknownPropertyRule = unknownPropertyRule;
        this.violations = violations;
    }

    /** The group with this property name; null if it was not sent or breaks a rule. */
    @Nullable
    PointGroup read(String name) {
        JsonNode group = properties.find(name).orElse(null);
        if (group == null) {
            return null;
        }
        if (!group.isObject()) {
            violations.add(name, "must be an object");
            return null;
        }
        unknownPropertyRule.check(group, name + ".", List.of(POINTS, LABELS), violations);
        return new PointGroup(
                readPoints(name + "." + POINTS, group.get(POINTS)), readLabels(name + "." + LABELS, group.get(LABELS)));
    }

    private List<Point> readPoints(String name, @Nullable JsonNode pairs) {
        if (pairs == null) {
            return List.of();
        }
        if (!pairs.isArray()) {
            violations.add(name, "must be an array");
            return List.of();
        }
        if (pairs.size() > MAX_POINTS) {
            violations.add(name, "must contain no more than " + MAX_POINTS + " elements");
            return List.of();
        }
        List<Point> points = new ArrayList<>(pairs.size());
        Set<String> broken = new TreeSet<>();
        for (JsonNode pair : pairs) {
            if (pair.isArray()
                    && pair.size() == 2
                    && pair.get(0).isNumber()
                    && pair.get(1).isNumber()) {
                points.add(new Point(Fractions.clamped(pair.get(0), broken), Fractions.clamped(pair.get(1), broken)));
            } else {
                broken.add("must be a pair of numbers [x, y]");
            }
        }
        broken.forEach(rule -> violations.add("each value in " + name, rule));
        return points;
    }

    private @Nullable List<Integer> readLabels(String name, @Nullable JsonNode numbers) {
        if (numbers == null) {
            return null;
        }
        if (!numbers.isArray()) {
            violations.add(name, "must be an array");
            return null;
        }
        List<Integer> labels = new ArrayList<>(numbers.size());
        for (Iterator<JsonNode> each = numbers.elements(); each.hasNext(); ) {
            JsonNode number = each.next();
            if (!Properties.isInteger32(number)) {
                violations.add("each value in " + name, "must be an integer number");
                return null;
            }
            labels.add(number.decimalValue().intValue());
        }
        return labels;
    }
}
