package dev.frisket.segment.model;

import dev.frisket.core.artwork.PromptWords;
import dev.frisket.segment.picture.SourceImage;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A detector for tests: it sees the same three things in every picture, and finds them as often as a prompt names them;
 * what is named after "not" is excluded.
 */
public final class StandInDetector implements Detector {
    /** A bar at the left, a square in the middle, and a dot at the lower right; the last two equally sure. */
    public static final List<Detection> THINGS = List.of(
            new Detection(new Box(0, 0, 0.2, 1), 0.9, "bar"),
            new Detection(new Box(0.3, 0.3, 0.7, 0.7), 0.5, "square"),
            new Detection(new Box(0.8, 0.8, 0.9, 0.9), 0.5, "dot"));

    @Override
    public Detections detect(SourceImage picture, String prompt, double confidence) {
        List<String> sides = List.of(prompt.split(" not ", 2));
        String without = sides.size() == 1 ? "" : sides.get(1);
        PromptWords words = new PromptWords(
                words(sides.get(0), true), words(without, true), words(sides.get(0) + " " + without, false));
        return new Detections(named(sides.get(0), confidence), named(without, confidence), words);
    }

    private static List<String> words(String text, boolean known) {
        return Stream.of(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .filter(word -> known == THINGS.stream().map(Detection::label).anyMatch(word::equals))
                .distinct()
                .toList();
    }

    private static List<Detection> named(String text, double confidence) {
        List<String> words = List.of(text.split(" ", -1));
        return THINGS.stream()
                .filter(thing -> thing.score() >= confidence)
                .flatMap(thing -> Collections.nCopies(Collections.frequency(words, thing.label()), thing).stream())
                .toList();
    }

    @Override
    public void close() {}
}
