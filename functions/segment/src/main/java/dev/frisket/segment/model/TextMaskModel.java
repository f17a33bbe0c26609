package dev.frisket.segment.model;

import dev.frisket.segment.picture.SourceImage;
import java.util.List;

/** A model that masks the objects named by a text directly, without boxes in between. */
public non-sealed interface TextMaskModel extends Model {

    /** Pixels to which each side of a larger picture may be reduced: more pixels do not change the masks. */
    int enoughPixels();

    /**
     * Masks the objects named by a text.
     *
     * @param prompt any text; one that the model does not understand finds nothing
     * @param confidence minimum score, at most 1; below 0 keeps everything
     * @param most maximum number of candidates, at least 1; the best are kept
     * @return a candidate for each object found, best first, equal scores in the model's order
     */
    List<Candidate> masks(SourceImage picture, String prompt, double confidence, int most);
}
