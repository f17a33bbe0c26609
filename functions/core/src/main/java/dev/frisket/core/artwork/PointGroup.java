package dev.frisket.core.artwork;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The points of one side of a prompt, all inside or all outside the object.
 *
 * @param points in the order sent; may be empty
 * @param labels what the caller sent as labels, only echoed; null if nothing was sent
 */
public record PointGroup(List<Point> points, @Nullable List<Integer> labels) {
    public PointGroup {
        points = List.copyOf(points);
        labels = labels == null ? null : List.copyOf(labels);
    }
}
