package dev.frisket.segment.model;

import dev.frisket.segment.picture.SourceImage;
import java.util.List;

/** A model that finds in a picture what a text names: boxes, which another model masks. */
public non-sealed interface Detector extends Model {

    /**
     * Finds things.
     *
     * @param prompt what to find, any text at all: one that the detector does not understand finds nothing
     * @param confidence least score of what is kept, at most 1; below 0 keeps everything
     * @return the best first, of equal scores in the model's order; none covers much the same place as a better one
     */
    List<Detection> detect(SourceImage picture, String prompt, double confidence);
}
