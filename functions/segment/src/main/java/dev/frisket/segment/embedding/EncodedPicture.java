package dev.frisket.segment.embedding;

import dev.frisket.segment.model.Embedding;

/**
 * An embedding with the size of its picture: all that points prompts need.
 *
 * @param width as displayed, pixels, at least 1
 * @param height as displayed, pixels, at least 1
 * @param embedding the encoder's output for the picture
 */
public record EncodedPicture(int width, int height, Embedding embedding) {

    /** @throws IllegalArgumentException if a side is below 1 */
    public EncodedPicture {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of " + width + "x" + height);
        }
    }
}
