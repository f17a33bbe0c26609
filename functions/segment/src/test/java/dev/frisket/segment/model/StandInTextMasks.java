package dev.frisket.segment.model;

import dev.frisket.segment.picture.SourceImage;
import java.util.Comparator;
import java.util.List;

/**
 * A text mask model for tests: it sees the objects of {@link StandInDetector}, but as ellipses, so that the corners of
 * their boxes distinguish the two. The size of its logits differs from SAM 2's.
 */
public final class StandInTextMasks implements TextMaskModel {
    private static final int SIDE = 96;

    private final StandInDetector detector = new StandInDetector();

    @Override
    public int enoughPixels() {
        return 400;
    }

    @Override
    public MaskCandidates masks(SourceImage picture, String prompt, double confidence, int most) {
        Detections things = detector.detect(picture, prompt, confidence);
        List<Detection> found = things.found().stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .limit(most)
                .toList();
        return new MaskCandidates(candidates(found), found, candidates(things.excluded()), things.words());
    }

    private static List<Candidate> candidates(List<Detection> things) {
        return things.stream()
                .map(thing -> new Candidate(ellipse(thing.box()), thing.score()))
                .toList();
    }

    private static Logits ellipse(Box box) {
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            int row = i / SIDE;
            double x = ((i % SIDE + 0.5) / SIDE - (box.left() + box.right()) / 2) / (box.right() - box.left());
            double y = ((row + 0.5) / SIDE - (box.top() + box.bottom()) / 2) / (box.bottom() - box.top());
            values[i] = (float) (0.5 - Math.hypot(x, y));
        }
        return new Logits(SIDE, values);
    }

    @Override
    public void close() {}
}
