package dev.frisket.segment;

import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.core.artwork.OutputFormat;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.segment.fetch.FetchException;
import dev.frisket.segment.fetch.PictureSource;
import dev.frisket.segment.mask.Blur;
import dev.frisket.segment.mask.Cores;
import dev.frisket.segment.mask.EncodedMask;
import dev.frisket.segment.mask.Growth;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.picture.PictureException;

/** From a request to stored masks: fetch, decode, prompt, expand, blur, encode, store. */
final class Pipeline {
    private final PictureSource pictures;
    private final Prompting prompting;
    private final Cores cores;

    Pipeline(PictureSource pictures, Prompting prompting, Cores cores) {
        this.pictures = pictures;
        this.prompting = prompting;
        this.cores = cores;
    }

    /**
     * Stores the masks that the request asks for, one mask at a time in memory.
     *
     * @throws FetchException if the picture can't be had, for ever or now
     * @throws PictureException if what was fetched is no picture that can be segmented
     * @throws UnservedPromptException if no model in use understands the prompt
     * @throws LostArtworkException if the artwork is no longer the attempt's
     */
    void run(Attempt attempt) throws FetchException, PictureException, UnservedPromptException, LostArtworkException {
        Parameters parameters = attempt.parameters();
        Iterable<Mask> masks = segment(parameters, attempt);
        for (Mask mask : masks) {
            EncodedMask file = EncodedMask.of(finished(mask, parameters.mask()), wished(parameters), cores);
            attempt.checkStillOurs();
            attempt.store(file);
        }
    }

    // The picture is let go before the masks are made: together they would not fit the smallest worker.
    private Iterable<Mask> segment(Parameters parameters, Attempt attempt)
            throws FetchException, PictureException, UnservedPromptException, LostArtworkException {
        FetchedPicture picture = prompting.look(pictures.fetch(parameters.imageUrl()), attempt.organization());
        attempt.checkStillOurs();
        return prompting.masks(picture, parameters);
    }

    private Mask finished(Mask mask, MaskParameters parameters) {
        Mask grown = new Growth(parameters.expand(), parameters.taperedCorners()).apply(mask, cores);
        return new Blur(Math.max(0, parameters.kernelSize()), parameters.blurSigma()).apply(grown, cores);
    }

    private static MaskFormat wished(Parameters parameters) {
        return parameters.outputFormat() == OutputFormat.PNG ? MaskFormat.PNG : MaskFormat.WEBP;
    }
}
