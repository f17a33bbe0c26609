package dev.frisket.segment;

import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.PromptWords;
import dev.frisket.core.log.Work;
import dev.frisket.segment.fetch.FetchException;
import dev.frisket.segment.fetch.PictureSource;
import dev.frisket.segment.fetch.UploadedPictures;
import dev.frisket.segment.mask.Blur;
import dev.frisket.segment.mask.Cutout;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.mask.Morphology;
import dev.frisket.segment.mask.Regions;
import dev.frisket.segment.parallel.Parallel;
import dev.frisket.segment.picture.PictureException;
import java.time.Duration;
import java.util.Optional;

/** From a request to stored masks: fetch, decode, prompt, work on each mask, encode, store, cut out. */
final class Pipeline {
    /** Upper limit of a prompt's duration: opening the models, for the first artwork, and a hundred detections. */
    static final Duration TO_PROMPT = Duration.ofSeconds(30);

    /** Upper limit of a mask's duration: of the largest picture with the widest blur, storing included. */
    static final Duration TO_FINISH_A_MASK = Duration.ofSeconds(6);

    /** Upper limit of the duration of a cut-out of the largest picture, storing included. */
    static final Duration TO_CUT_OUT = Duration.ofSeconds(30);

    private final PictureSource pictures;
    private final UploadedPictures uploads;
    private final MaskPredictor prompting;
    private final Parallel cores;

    Pipeline(PictureSource pictures, UploadedPictures uploads, MaskPredictor prompting, Parallel cores) {
        this.pictures = pictures;
        this.uploads = uploads;
        this.prompting = prompting;
        this.cores = cores;
    }

    /**
     * Stores the requested masks and cut-outs, one at a time in memory.
     *
     * @return what the prompt's words were taken for; empty unless it is a text
     * @throws FetchException if the picture can't be fetched, permanently or temporarily
     * @throws PictureException if the fetched file is not a picture that can be segmented
     * @throws UnservedPromptException if no model in use serves the prompt
     * @throws LostArtworkException if the artwork no longer belongs to the attempt
     * @throws OutOfTimeException if too little time is left for a step; thrown before the step begins
     */
    Optional<PromptWords> run(Attempt attempt, TimeLimit limit)
            throws FetchException, PictureException, UnservedPromptException, LostArtworkException, OutOfTimeException {
        Parameters parameters = attempt.parameters();
        Prediction prediction = segment(parameters, attempt, limit);
        long began = System.nanoTime();
        for (PredictedMask predicted : prediction.masks()) {
            limit.checkFor(TO_FINISH_A_MASK);
            Mask finished = finished(predicted.mask(), parameters.mask(), cores);
            Work.record("Masks", began);
            began = System.nanoTime();
            FinishedMask mask =
                    FinishedMask.of(finished, predicted, prediction.cutouts(), parameters.outputFormat(), cores);
            Work.record("EncodeFile", began);
            began = System.nanoTime();
            attempt.checkStillOurs();
            attempt.store(mask);
            Work.record("Store", began);
            if (mask.cutout() != null) {
                cutOut(mask.cutout(), attempt, limit);
            }
            began = System.nanoTime();
        }
        return Optional.ofNullable(prediction.words());
    }

    private void cutOut(Cutout cutout, Attempt attempt, TimeLimit limit)
            throws LostArtworkException, OutOfTimeException {
        limit.checkFor(TO_CUT_OUT);
        long began = System.nanoTime();
        try (CutoutFile file = CutoutFile.of(cutout, cores)) {
            Work.record("CutOut", began);
            began = System.nanoTime();
            attempt.checkStillOurs();
            attempt.store(file);
            Work.record("Store", began);
        }
    }

    // A reduced picture is released before the masks are made. A whole one remains if there are cut-outs.
    private Prediction segment(Parameters parameters, Attempt attempt, TimeLimit limit)
            throws FetchException, PictureException, UnservedPromptException, LostArtworkException, OutOfTimeException {
        long began = System.nanoTime();
        byte[] file = attempt.fetch(pictures, uploads);
        Work.record("Fetch", began);
        LazyPicture picture = prompting.look(file, attempt.organization(), parameters);
        attempt.checkStillOurs();
        limit.checkFor(TO_PROMPT);
        try {
            return prompting.predict(picture, parameters);
        } finally {
            attempt.note(picture.usedEmbedding());
        }
    }

    /** Fill holes, keep the largest region, expand, blur, invert. */
    static Mask finished(Mask mask, MaskParameters work, Parallel cores) {
        Mask filled = work.fillsHoles() ? Regions.filled(mask) : mask;
        Mask selected = work.keepsLargestOnly() ? Regions.largest(filled) : filled;
        Mask grown = new Morphology(work.expand(), work.taperedCorners()).apply(selected, cores);
        Mask blurred = new Blur(Math.max(0, work.kernelSize()), work.blurSigma()).apply(grown, cores);
        return work.inverts() ? blurred.inverted() : blurred;
    }
}
