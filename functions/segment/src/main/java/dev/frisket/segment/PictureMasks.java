package dev.frisket.segment;

import dev.frisket.core.artwork.Parameters;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.mask.EncodedMask;
import dev.frisket.segment.mask.Parallel;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.picture.PictureException;
import java.util.function.Consumer;

/** The masks of a picture that is at hand: what an artwork of it would get, without one. */
public final class PictureMasks {
    private static final String NO_ORGANIZATION = ""; // which is what embeddings would be kept under

    private final MaskPredictor prompting;
    private final Parallel cores = Parallel.available();

    public PictureMasks(ModelPacks packs) {
        prompting = new MaskPredictor(packs, EmbeddingCache.none(), cores);
    }

    /**
     * Makes the masks that are asked for, one at a time in memory.
     *
     * @param file the picture's bytes
     * @param parameters whose address of the picture does not count
     * @param taker takes each mask, in the order of results
     * @throws PictureException if it is no picture that can be segmented
     * @throws UnservedPromptException if no model in use understands the prompt
     */
    public void make(byte[] file, Parameters parameters, Consumer<EncodedMask> taker)
            throws PictureException, UnservedPromptException {
        prompting
                .masks(prompting.look(file, NO_ORGANIZATION, parameters), parameters)
                .forEach(mask -> taker.accept(Pipeline.encoded(mask, parameters, cores)));
    }
}
