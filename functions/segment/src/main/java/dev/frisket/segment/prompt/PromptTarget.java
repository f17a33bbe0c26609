package dev.frisket.segment.prompt;

import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Detection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One thing that a prompt asks for or excludes.
 *
 * @param classes names of the classes that it may be
 * @param selection which of them are meant
 * @param reference where they are, seen from another thing; empty: anywhere
 */
record PromptTarget(Set<String> classes, Selection selection, Optional<Reference> reference) {

    /**
     * A second thing that distinguishes the first from others of its kind.
     *
     * @param relation of the first thing to this one
     * @param target the second thing; of several, the surest counts
     */
    record Reference(Relation relation, PromptTarget target) {}

    PromptTarget {
        classes = Set.copyOf(classes);
    }

    /** All things of some classes. */
    static PromptTarget all(Set<String> classes) {
        return new PromptTarget(classes, Selection.ALL, Optional.empty());
    }

    /** The same thing, which may only be of those of its classes that pass. */
    PromptTarget within(Set<String> others) {
        return new PromptTarget(others, selection, reference);
    }

    /** Whether every thing of the classes is meant. */
    boolean meansAll() {
        return selection.equals(Selection.ALL) && reference.isEmpty();
    }

    /** Every class that must be looked for. */
    Stream<String> lookedFor() {
        return Stream.concat(classes.stream(), reference.stream().flatMap(other -> other.target()
                .lookedFor()));
    }

    /**
     * The detections that are meant, in the order given.
     *
     * @param detections the surest first
     * @param others finds what a reference may be: the detections of some classes, the surest first
     */
    List<Detection> among(List<Detection> detections, Function<Set<String>, List<Detection>> others) {
        List<Detection> matching = detections.stream()
                .filter(detection -> classes.contains(detection.label()))
                .toList();
        return selection.of(
                reference.map(other -> related(matching, other, others)).orElse(matching));
    }

    private static List<Detection> related(
            List<Detection> matching, Reference reference, Function<Set<String>, List<Detection>> others) {
        PromptTarget target = reference.target();
        Optional<Detection> other =
                target.among(others.apply(target.classes), others).stream().findFirst();
        if (other.isEmpty()) {
            return List.of();
        }
        Box box = other.get().box();
        Relation relation = reference.relation();
        Stream<Detection> related = matching.stream()
                .filter(detection -> !detection.equals(other.get()) && relation.matches(detection.box(), box));
        return relation.picksNearest()
                ? related.min(Comparator.comparingDouble(detection -> Relation.distance(detection.box(), box))).stream()
                        .toList()
                : related.toList();
    }
}
