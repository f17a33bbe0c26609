package dev.frisket.local.command;

import dev.frisket.core.artwork.ArtworkFacts;
import dev.frisket.core.artwork.MaskFacts;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.PromptWords;
import dev.frisket.local.command.Outcome.Failed;
import dev.frisket.local.command.Outcome.Masked;
import dev.frisket.segment.PictureMasks;
import dev.frisket.segment.UnservedPromptException;
import dev.frisket.segment.fetch.FetchException;
import dev.frisket.segment.fetch.PictureSource;
import dev.frisket.segment.picture.PictureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Creates the masks of pictures; safe for use by several threads.
 *
 * @param masks computes them
 * @param parameters of the request
 * @param web fetches addresses
 * @param wording turns a message of the API into one for the command line
 */
record PictureSegmenter(PictureMasks masks, Parameters parameters, PictureSource web, UnaryOperator<String> wording) {

    /** Reads a picture and writes its files; a failure does not affect other pictures. */
    Outcome segment(PictureFiles files) {
        byte[] file;
        try {
            file = files.picture().read(web);
        } catch (FetchException e) {
            return new Failed(wording.apply(e.sentence()));
        } catch (NoSuchFileException e) {
            return new Failed(FailureSentence.of(e));
        } catch (IOException | OutOfMemoryError e) {
            return new Failed("The picture can't be read: " + FailureSentence.reason(e) + ".");
        }
        try {
            return segment(file, files);
        } catch (PictureException | UnservedPromptException e) {
            return new Failed(wording.apply(String.valueOf(e.getMessage())));
        } catch (IOException | UncheckedIOException e) {
            return new Failed("A mask can't be written: " + FailureSentence.reason(e) + ".");
        } catch (RuntimeException | OutOfMemoryError e) {
            return new Failed("The picture can't be masked: " + FailureSentence.reason(e) + ".");
        } finally {
            files.discard();
        }
    }

    private Masked segment(byte[] file, PictureFiles files)
            throws PictureException, UnservedPromptException, IOException {
        List<MaskFacts> facts = new ArrayList<>();
        long begun = System.nanoTime();
        Optional<PromptWords> words = masks.make(file, parameters, mask -> {
            try {
                files.write(mask);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            facts.add(mask.facts());
        });
        files.complete();
        return new Masked(new ArtworkFacts(words.orElse(null), facts), Duration.ofNanos(System.nanoTime() - begun));
    }
}
