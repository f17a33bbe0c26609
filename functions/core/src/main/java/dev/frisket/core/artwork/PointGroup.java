package dev.frisket.core.artwork;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One group of prompt points, all inside or all outside the object.
 *
 * @param points in the order sent; may be empty
 * @param labels the labels as sent, only echoed; null if none were sent
 */
public record PointGroup(List<Point> points, @Nullable List<Integer> labels) {
    public PointGroup {
        points = List.copyOf(points);
        labels = labels == null ? null : List.copyOf(labels);
    }
}
