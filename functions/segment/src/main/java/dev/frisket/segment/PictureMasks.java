package dev.frisket.segment;

import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.PromptWords;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.parallel.Parallel;
import dev.frisket.segment.picture.PictureException;
import java.util.Optional;
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
     * @return what the prompt's words were taken for; empty unless it is a text
     * @throws PictureException if the file is not a picture that can be segmented
     * @throws UnservedPromptException if no model in use serves the prompt
     */
    public Optional<PromptWords> make(byte[] file, Parameters parameters, Consumer<FinishedMask> taker)
            throws PictureException, UnservedPromptException {
        Prediction prediction = prompting.predict(prompting.look(file, NO_ORGANIZATION, parameters), parameters);
        for (PredictedMask predicted : prediction.masks()) {
            Mask finished = Pipeline.finished(predicted.mask(), parameters.mask(), cores);
            taker.accept(FinishedMask.of(finished, predicted, prediction.cutouts(), parameters.outputFormat(), cores));
        }
        return Optional.ofNullable(prediction.words());
    }
}
