package dev.frisket.segment.prompt;

import dev.frisket.segment.model.Detection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * One thing that a prompt asks for.
 *
 * @param classes names of the classes that it may be, at least one
 * @param positions which one of them is meant; empty: all of them. Of several, the sum of the measures decides.
 */
public record Wanted(Set<String> classes, Set<Position> positions) {
    public Wanted {
        classes = Set.copyOf(classes);
        positions = Set.copyOf(positions);
    }

    /** Those of the detections that are asked for, in the order given; with a position, at most one. */
    public List<Detection> among(List<Detection> detections) {
        List<Detection> matching = detections.stream()
                .filter(detection -> classes.contains(detection.label()))
                .toList();
        return positions.isEmpty()
                ? matching
                : matching.stream().min(Comparator.comparingDouble(this::measure)).stream()
                        .toList();
    }

    private double measure(Detection detection) {
        return positions.stream()
                .mapToDouble(position -> position.measure(detection.box()))
                .sum();
    }
}
