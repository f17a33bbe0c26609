package dev.frisket.segment.embedding;

import dev.frisket.core.id.Sha256;
import dev.frisket.core.store.ObjectKeys;

/**
 * What an embedding is of. Organizations share none: the time saved would tell one what another has.
 *
 * @param organization whose artwork the picture belongs to
 * @param model SHA-256 of the file that encodes, 64 lower-case hexadecimal digits
 * @param picture SHA-256 of the picture's file, likewise
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
