package dev.frisket.segment.onnx;

import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Logits;
import java.util.List;

/**
 * The four masks that SAM 2's decoder computes for one prompt.
 *
 * @param candidates token 0, intended as the single answer, then the three of a multimask answer
 */
record MaskTokens(List<Candidate> candidates) {
    static final int COUNT = 4;

    /** Minimum stability of token 0: it is used if its mask hardly changes with the threshold. */
    private static final double STABLE = 0.98;

    /** Offset of the threshold from 0 when stability is measured, logits. */
    private static final float STABILITY_DELTA = 0.05f;

    MaskTokens {
        candidates = List.copyOf(candidates);
        if (candidates.size() != COUNT) {
            throw new IllegalArgumentException("expected " + COUNT + " candidates, got " + candidates.size());
        }
    }

    /** The three candidates of a multimask answer, in the model's order. */
    List<Candidate> multimask() {
        return candidates.subList(1, COUNT);
    }

    /** The one of the three with the highest score; the first of equals. */
    Candidate best() {
        Candidate best = candidates.get(1);
        for (Candidate candidate : multimask()) {
            if (candidate.score() > best.score()) {
                best = candidate;
            }
        }
        return best;
    }

    /**
     * The single answer, by SAM 2's own rule: token 0 if it is stable, otherwise the best of the three.
     *
     * <p>See {@code _dynamic_multimask_via_stability} in
     * <a href="https://github.com/facebookresearch/sam2/blob/main/sam2/modeling/sam/mask_decoder.py">SAM 2</a>.
     */
    Candidate single() {
        Candidate token0 = candidates.get(0);
        return stability(token0.logits()) >= STABLE ? token0 : best();
    }

    /** IoU of the masks at a slightly higher and a slightly lower threshold, 0..1; 1 if both are empty. */
    static double stability(Logits logits) {
        int inner = 0;
        int outer = 0;
        for (float value : logits.values()) {
            inner += value > STABILITY_DELTA ? 1 : 0;
            outer += value > -STABILITY_DELTA ? 1 : 0;
        }
        return outer == 0 ? 1 : (double) inner / outer;
    }
}
