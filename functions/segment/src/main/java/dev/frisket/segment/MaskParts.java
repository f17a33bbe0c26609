package dev.frisket.segment;

import dev.frisket.core.artwork.MaskFacts.Detected;
import dev.frisket.core.artwork.PixelBox;
import dev.frisket.segment.mask.ExcludedPixels;
import dev.frisket.segment.mask.Upsampling;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.model.Logits;
import dev.frisket.segment.parallel.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes masks of candidates: each by itself, or all together as one. */
final class MaskParts {
    /** Decimals of scores and confidences, more than they are good for. */
    private static final double SCORE_STEPS = 1e6;

    /** Decimals of box edges in pixels. */
    private static final double PIXEL_STEPS = 1e3;

    private final List<Part> found = new ArrayList<>();
    private final List<Logits> excluded = new ArrayList<>();
    private final int width;
    private final int height;
    private final Upsampling upsampling;
    private final Parallel cores;

    private record Part(Candidate candidate, List<Detected> detections) {
        double score() {
            return rounded(Math.max(0, Math.min(1, candidate.score())), SCORE_STEPS);
        }
    }

    /**
     * @param width of the masks, pixels
     * @param height of the masks, pixels
     */
    MaskParts(int width, int height, Parallel cores) {
        this.width = width;
        this.height = height;
        this.upsampling = new Upsampling(width, height);
        this.cores = cores;
    }

    /** Adds a candidate that nothing was detected for. */
    void add(Candidate candidate) {
        found.add(new Part(candidate, List.of()));
    }

    /** Adds a candidate for a box that the request gave. */
    void add(Candidate candidate, Box box) {
        found.add(new Part(candidate, List.of(new Detected(null, null, inPixels(box)))));
    }

    /** Adds a candidate for what a detector found. */
    void add(Candidate candidate, Detection detection) {
        double confidence = rounded(detection.score(), SCORE_STEPS);
        Detected detected = new Detected(detection.label(), confidence, inPixels(detection.box()));
        found.add(new Part(candidate, List.of(detected)));
    }

    /** Takes the pixels of candidates away from every mask. */
    void exclude(List<Candidate> candidates) {
        candidates.forEach(candidate -> excluded.add(candidate.logits()));
    }

    /** Number of candidates. */
    int count() {
        return found.size();
    }

    /** One mask of all candidates; empty without any. */
    Iterable<PredictedMask> union() {
        return () -> Stream.of(found)
                .map(all -> new PredictedMask(
                        excludedPixels()
                                .takenFrom(
                                        upsampling.union(
                                                all.stream()
                                                        .map(part ->
                                                                part.candidate().logits())
                                                        .toList(),
                                                cores),
                                        cores),
                        leastScore(),
                        all.stream().flatMap(part -> part.detections().stream()).toList()))
                .iterator();
    }

    /** A mask for each candidate. */
    Iterable<PredictedMask> each() {
        return () -> {
            ExcludedPixels never = excludedPixels();
            return found.stream()
                    .map(part -> new PredictedMask(
                            never.takenFrom(upsampling.apply(part.candidate().logits(), cores), cores),
                            part.score(),
                            part.detections()))
                    .iterator();
        };
    }

    private ExcludedPixels excludedPixels() {
        return ExcludedPixels.of(excluded, upsampling, cores);
    }

    private @Nullable Double leastScore() {
        OptionalDouble least = found.stream().mapToDouble(Part::score).min();
        return least.isPresent() ? least.getAsDouble() : null;
    }

    private PixelBox inPixels(Box box) {
        double x = rounded(box.left() * width, PIXEL_STEPS);
        double y = rounded(box.top() * height, PIXEL_STEPS);
        return new PixelBox(
                x,
                y,
                rounded((box.right() - box.left()) * width, PIXEL_STEPS),
                rounded((box.bottom() - box.top()) * height, PIXEL_STEPS));
    }

    private static double rounded(double value, double steps) {
        return Math.rint(value * steps) / steps;
    }
}
