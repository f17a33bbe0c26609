package dev.frisket.segment.model;

import dev.frisket.segment.picture.SourceImage;
import java.util.List;

/**
 * A model that encodes a picture once and then masks the objects that points or boxes mark in it. One whose pack serves only
 * points, or only boxes, is never asked for the others, nor for points with a box.
 */
public non-sealed interface MaskModel extends Model {

    /** SHA-256 of the encoder, 64 lower-case hexadecimal digits: models with equal digests produce equal embeddings. */
    String digest();

    /** Pixels to which each side of a larger picture may be reduced: more pixels do not change the masks. */
    int enoughPixels();

    /** Encodes a picture: the costly part, seconds for a real model, independent of the prompts that follow. */
    Embedding encode(SourceImage picture);

    /**
     * Decodes a points prompt.
     *
     * @param embedding made by this model's {@link #encode}
     * @return the candidates that the prompt keeps, in the model's order: one, or three if all of a multimask answer
     *     are wanted
     */
    List<Candidate> decode(Embedding embedding, PointsPrompt prompt);

    /**
     * Decodes boxes to masks of the objects that fill them.
     *
     * @param embedding made by this model's {@link #encode}
     * @param refinementSteps how many times the best logits are fed back, 0..10
     * @return one candidate for each box, in the order of the boxes
     */
    List<Candidate> decode(Embedding embedding, List<Box> boxes, int refinementSteps);
}
