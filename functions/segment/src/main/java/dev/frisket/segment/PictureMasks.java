package dev.frisket.segment;

import dev.frisket.core.artwork.Parameters;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.mask.EncodedMask;
import dev.frisket.segment.mask.Parallel;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.picture.PictureException;
import java.util.function.Consumer;

/** Makes the masks of a local picture, equal to those of an artwork of it, without creating an artwork. */
public final class PictureMasks {
    private static final String NO_ORGANIZATION = ""; // part of the embedding key, unused without a cache

    private final MaskPredictor prompting;
    private final Parallel cores = Parallel.available();

    public PictureMasks(ModelPacks packs) {
        prompting = new MaskPredictor(packs, EmbeddingCache.none(), cores);
    }

    /**
     * Makes the requested masks, one at a time in memory.
     *
     * @param file the picture's bytes
     * @param parameters of the request; {@code imageUrl} is ignored
     * @param taker receives each mask, in the order of the results
     * @throws PictureException if the file is not a picture that can be segmented
     * @throws UnservedPromptException if no model in use serves the prompt
     */
    public void make(byte[] file, Parameters parameters, Consumer<EncodedMask> taker)
            throws PictureException, UnservedPromptException {
        prompting
                .masks(prompting.look(file, NO_ORGANIZATION, parameters), parameters)
                .forEach(mask -> taker.accept(Pipeline.encoded(mask, parameters, cores)));
    }
}
