package dev.frisket.segment.prompt;

import dev.frisket.segment.model.Detection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which of several detections of the same classes are meant.
 *
 * @param positions that order them, by the sum of the measures; empty: the best come first
 * @param first how many to pass over, at least 0
 * @param most how many to keep, at least 1
 */
record Selection(Set<Position> positions, int first, int most) {
    static final Selection ALL = new Selection(Set.of(), 0, Integer.MAX_VALUE);

    Selection {
        positions = Set.copyOf(positions);
    }

    /** The one that is there. */
    static Selection at(Set<Position> positions) {
        return new Selection(positions, 0, 1);
    }

    /** The selected, in the order given, which is that of the scores. */
    List<Detection> of(List<Detection> detections) {
        List<Detection> selected = (positions.isEmpty() ? detections.stream() : ordered(detections))
                .skip(first)
                .limit(most)
                .toList();
        return detections.stream().filter(selected::contains).toList();
    }

    private Stream<Detection> ordered(List<Detection> detections) {
        return detections.stream().sorted(Comparator.comparingDouble(detection -> positions.stream()
                .mapToDouble(position -> position.measure(detection.box()))
                .sum()));
    }

    boolean contradicts(Selection other) {
        return other.positions.stream().map(Position::opposite).anyMatch(positions::contains);
    }

    /** Both at once. */
    Selection and(Selection other) {
        Set<Position> all = EnumSet.noneOf(Position.class);
        all.addAll(positions);
        all.addAll(other.positions);
        return new Selection(all, Math.max(first, other.first), Math.min(most, other.most));
    }
}
