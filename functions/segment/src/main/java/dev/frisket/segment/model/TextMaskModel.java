package dev.frisket.segment.model;

import dev.frisket.segment.picture.SourceImage;

/** A model that masks in a picture what a text names, without boxes in between. */
public non-sealed interface TextMaskModel extends Model {

    /** Pixels that may be left on each side of a larger picture: with more, masks are the same. */
    int enoughPixels();

    /**
     * Masks of what a text names.
     *
     * @param prompt what to mask and what to exclude, any text at all: one that is not understood finds nothing
     * @param confidence least score of what is kept, at most 1; below 0 keeps everything
     * @param max number of results, the best ones, at least 1
     * @return a candidate for each thing found, the best first, of equal scores in the model's order, and one for each
     *     that the prompt excludes; nothing found for a prompt that only excludes
     */
    MaskCandidates masks(SourceImage picture, String prompt, double confidence, int max);
}
