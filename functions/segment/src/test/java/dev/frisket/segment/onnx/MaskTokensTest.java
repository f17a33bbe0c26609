package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Logits;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskTokensTest {
    private static final int SIZE = Sam2Decoder.MASK_SIDE * Sam2Decoder.MASK_SIDE;

    @Test
    void stabilityIsTheShareOfTheOuterMaskThatIsInTheInnerOne() {
        assertThat(MaskTokens.stability(logits(300, 100))).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void anEmptyMaskIsStable() {
        assertThat(MaskTokens.stability(logits(0, 0))).isEqualTo(1);
    }

    @Test
    void aStableTokenZeroIsTheSingleAnswerThoughOthersScoreHigher() {
        MaskTokens tokens = tokens(logits(98, 2), 0.1, 0.2, 0.9, 0.3);

        assertThat(tokens.single()).isSameAs(tokens.candidates().get(0));
    }

    @Test
    void anUnstableTokenZeroGivesWayToTheBestOfTheOthers() {
        MaskTokens tokens = tokens(logits(97, 3), 0.99, 0.2, 0.9, 0.3);

        assertThat(tokens.single()).isSameAs(tokens.candidates().get(2));
    }

    @Test
    void ofEqualScoresTheFirstIsBest() {
        MaskTokens tokens = tokens(logits(1, 0), 0.99, 0.5, 0.9, 0.9);

        assertThat(tokens.best()).isSameAs(tokens.candidates().get(2));
    }

    /** Logits with the given numbers of values clearly inside, and of values between the two thresholds. */
    private static Logits logits(int inside, int unsure) {
        float[] values = new float[SIZE];
        Arrays.fill(values, -3);
        Arrays.fill(values, 0, inside, 3);
        Arrays.fill(values, inside, inside + unsure, -0.01f);
        return new Logits(Sam2Decoder.MASK_SIDE, values);
    }

    private static MaskTokens tokens(Logits token0, double... scores) {
        Logits other = logits(10, 10);
        return new MaskTokens(List.of(
                new Candidate(token0, scores[0]),
                new Candidate(other, scores[1]),
                new Candidate(other, scores[2]),
                new Candidate(other, scores[3])));
    }
}
