package dev.frisket.segment.embedding;

import dev.frisket.core.id.Sha256;
import dev.frisket.core.store.ObjectKeys;

/**
 * Identifies an embedding. Organizations share none: the time saved would reveal to one that another has the picture.
 *
 * @param organization owner of the artwork
 * @param model SHA-256 of the encoder's file, 64 lower-case hexadecimal digits
 * @param picture SHA-256 of the picture's file, 64 lower-case hexadecimal digits
 */
public record EmbeddingKey(String organization, String model, String picture) {

    /** The key of a picture's file. */
    public static EmbeddingKey of(String organization, String model, byte[] file) {
        return new EmbeddingKey(organization, model, Sha256.hex(file));
    }

    String object() {
        return ObjectKeys.embedding(organization, model, picture);
    }
}
