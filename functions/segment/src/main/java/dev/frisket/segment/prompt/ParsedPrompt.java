package dev.frisket.segment.prompt;

import dev.frisket.core.artwork.PromptWords;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.model.Detections;
import dev.frisket.segment.model.OverlapSuppression;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a prompt asks of a detector of fixed classes. No class is both asked for and excluded, unless only some of its
 * things are excluded ("the dogs, but not the left one").
 *
 * @param targets the things asked for, in the prompt's order; empty: nothing is to be found
 * @param excluded the things that must not be masked
 * @param unknown the prompt's words that change nothing, in its order, each once
 */
public record ParsedPrompt(List<PromptTarget> targets, List<PromptTarget> excluded, List<String> unknown) {
    public ParsedPrompt {
        targets = List.copyOf(targets);
        excluded = List.copyOf(excluded);
        unknown = List.copyOf(unknown);
    }

    /** The classes that a detector has to look for; empty: it need not look. */
    public Set<String> lookedFor() {
        return targets.isEmpty()
                ? Set.of()
                : Stream.concat(targets.stream(), excluded.stream())
                        .flatMap(PromptTarget::lookedFor)
                        .collect(Collectors.toSet());
    }

    /** What the words were taken for. */
    public PromptWords words(List<String> classes) {
        return new PromptWords(names(targets, classes), names(excluded, classes), unknown);
    }

    private static List<String> names(List<PromptTarget> targets, List<String> classes) {
        return targets.stream()
                .flatMap(target -> classes.stream().filter(target.classes()::contains))
                .distinct()
                .toList();
    }

    /**
     * What is asked for, and what is excluded, of what a detector has seen.
     *
     * @param seen of the classes {@link #lookedFor}, in the model's order, overlaps included
     * @param classes all that the detector knows, in its order
     */
    public Detections among(List<Detection> seen, List<String> classes) {
        Function<Set<String>, List<Detection>> of = some -> OverlapSuppression.apply(seen.stream()
                .filter(detection -> some.contains(detection.label()))
                .toList());
        List<Detection> without = chosen(excluded, of);
        Set<Detection> never = new HashSet<>(without);
        List<Detection> found = chosen(targets, of).stream()
                .filter(detection -> !never.contains(detection))
                .toList();
        return new Detections(found, without, words(classes));
    }

    /** What the targets mean; suppression goes over all of them together, so that nothing is found twice. */
    private static List<Detection> chosen(
            List<PromptTarget> targets, Function<Set<String>, List<Detection>> detectionsOf) {
        Set<String> classes =
                targets.stream().flatMap(target -> target.classes().stream()).collect(Collectors.toSet());
        List<Detection> found = detectionsOf.apply(classes);
        Set<Detection> chosen = targets.stream()
                .flatMap(target -> target.among(found, detectionsOf).stream())
                .collect(Collectors.toSet());
        return found.stream().filter(chosen::contains).toList();
    }
}
