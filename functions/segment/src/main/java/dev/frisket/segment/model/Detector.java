package dev.frisket.segment.model;

import dev.frisket.segment.picture.SourceImage;

/** A model that finds in a picture what a text names: boxes, which another model masks. */
public non-sealed interface Detector extends Model {

    /**
     * Finds things.
     *
     * @param prompt what to find and what to exclude, any text at all: one that is not understood finds nothing
     * @param confidence least score of what is kept, at most 1; below 0 keeps everything
     * @return nothing found for a prompt that only excludes
     */
    Detections detect(SourceImage picture, String prompt, double confidence);
}
