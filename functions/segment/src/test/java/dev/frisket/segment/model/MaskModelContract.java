package dev.frisket.segment.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.artwork.Point;
import dev.frisket.segment.picture.SourceImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every mask model; the tests of each model inherit it. */
public abstract class MaskModelContract {
    private static final Point CENTRE = new Point(0.5, 0.5);

    /** The model under test. */
    protected abstract MaskModel model();

    /** This model's embedding of {@link #picture}. */
    protected abstract Embedding embedding();

    /** A light square in the middle half of a dark picture, 64 x 48. */
    protected static SourceImage picture() {
        byte[] rgb = new byte[3 * 64 * 48];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % 64;
            int y = i / 3 / 64;
            rgb[i] = (byte) (x >= 16 && x < 48 && y >= 12 && y < 36 ? 220 : 30);
        }
        return new SourceImage(64, 48, rgb);
    }

    @Test
    void allCandidatesOfAMultimaskAnswerAreThreeAndTheBestIsOneOfThem() {
        List<Candidate> all = model().decode(embedding(), prompt(true, false, 0));
        List<Candidate> best = model().decode(embedding(), prompt(true, true, 0));

        assertThat(all).hasSize(3);
        assertThat(best).hasSize(1);
        double highest = all.stream().mapToDouble(Candidate::score).max().orElseThrow();
        assertThat(best.get(0).score()).isEqualTo(highest);
        assertThat(all)
                .extracting(candidate -> candidate.logits().values())
                .contains(best.get(0).logits().values());
    }

    @Test
    void aSingleMaskAnswerIsOneWhateverIsToBeKept() {
        assertThat(model().decode(embedding(), prompt(false, true, 0))).hasSize(1);
        assertThat(model().decode(embedding(), prompt(false, false, 2))).hasSize(1);
    }

    @Test
    void aPositivePointIsInsideItsMask() {
        Candidate best = model().decode(embedding(), prompt(true, true, 0)).get(0);

        int side = best.logits().side();
        assertThat(best.logits().values()[side / 2 * side + side / 2]).isPositive();
    }

    @Test
    void aRefinementStepChangesTheLogits() {
        assertThat(decoded(1)).isNotEqualTo(decoded(0));
        assertThat(decoded(2)).isNotEqualTo(decoded(1));
    }

    @Test
    void theSameQuestionGetsTheSameAnswer() {
        assertThat(decoded(1)).isEqualTo(decoded(1));
    }

    @Test
    void negativePointsAloneAreAPrompt() {
        PointsPrompt prompt = new PointsPrompt(List.of(), List.of(CENTRE), 1, true, false);

        assertThat(model().decode(embedding(), prompt)).hasSize(3);
    }

    @Test
    void aThousandPointsOfEachKindAreAPrompt() {
        List<Point> many = IntStream.range(0, 1000)
                .mapToObj(i -> new Point(i / 1000.0, i % 40 / 40.0))
                .toList();

        assertThat(model().decode(embedding(), new PointsPrompt(many, many, 0, true, true)))
                .hasSize(1);
    }

    @Test
    void boxesAreAnsweredEachInTheirOrderHoweverMany() {
        Box middle = new Box(0.25, 0.25, 0.75, 0.75);
        Box left = new Box(0, 0, 0.2, 1);

        List<Candidate> six = model().decode(embedding(), List.of(middle, left, middle, middle, left, middle), 0);

        assertThat(six).hasSize(6);
        assertThat(area(six.get(5))).isEqualTo(area(six.get(0)));
        assertThat(area(six.get(4))).isEqualTo(area(six.get(1)));
        assertThat(area(six.get(1))).isNotEqualTo(area(six.get(0)));
        assertThat(model().decode(embedding(), List.<Box>of(), 0)).isEmpty();
    }

    @Test
    void aBoxAloneAmongPointsIsThatBox() {
        Box box = new Box(0.25, 0.25, 0.75, 0.75);
        PointsPrompt alone = new PointsPrompt(List.of(), List.of(), 0, true, true, box);

        Candidate best = model().decode(embedding(), alone).get(0);

        Candidate boxed = model().decode(embedding(), List.of(box), 0).get(0);
        assertThat(best.logits().values()).isEqualTo(boxed.logits().values());
        assertThat(best.score()).isEqualTo(boxed.score());
    }

    @Test
    void aBoxBesideAPointChangesTheLogits() {
        PointsPrompt boxed = new PointsPrompt(List.of(CENTRE), List.of(), 1, true, true, new Box(0, 0, 0.6, 0.6));

        assertThat(model().decode(embedding(), boxed).get(0).logits().values()).isNotEqualTo(decoded(1));
    }

    private float[] decoded(int refinementSteps) {
        return model().decode(embedding(), prompt(true, true, refinementSteps))
                .get(0)
                .logits()
                .values();
    }

    private static PointsPrompt prompt(boolean multimask, boolean bestMask, int refinementSteps) {
        return new PointsPrompt(List.of(CENTRE), List.of(), refinementSteps, multimask, bestMask);
    }

    private static int area(Candidate candidate) {
        int inside = 0;
        for (float value : candidate.logits().values()) {
            inside += value > 0 ? 1 : 0;
        }
        return inside;
    }
}
