package dev.frisket.segment;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkFacts;
import dev.frisket.core.artwork.MaskFacts;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.PromptWords;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.UploadId;
import dev.frisket.core.artwork.UsedEmbedding;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.MaskStore;
import dev.frisket.segment.fetch.FetchException;
import dev.frisket.segment.fetch.PictureSource;
import dev.frisket.segment.fetch.UploadedPictures;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One worker's attempt to complete one artwork: it checks that the artwork is still its own, and tracks stored masks.
 *
 * <p>Only the attempt named in the artwork may end it. An attempt that lost the artwork, to a cancellation or a later
 * attempt, deletes the masks that it stored and nothing else.
 */
final class Attempt {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 16;

    private final String id = randomHex();
    private final List<Result> stored = new ArrayList<>();
    private final List<MaskFacts> known = new ArrayList<>();
    private final Artwork artwork;
    private final ArtworkStore artworks;
    private final MaskStore masks;
    private final Clock clock;
    private final Instant begun;
    private @Nullable UsedEmbedding embedding;

    private Attempt(Artwork artwork, ArtworkStore artworks, MaskStore masks, Clock clock) {
        this.artwork = artwork;
        this.artworks = artworks;
        this.masks = masks;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** Takes an artwork over; empty if it has ended in the meantime. */
    static Optional<Attempt> begin(Artwork artwork, ArtworkStore artworks, MaskStore masks, Clock clock) {
        Attempt attempt = new Attempt(artwork, artworks, masks, clock);
        State mine = new State.Processing(attempt.id, null);
        return artworks.advance(artwork.keyId(), artwork.id(), mine)
                .filter(now -> now.state().equals(mine))
                .map(now -> attempt);
    }

    Parameters parameters() {
        return artwork.parameters();
    }

    String organization() {
        return artwork.organization();
    }

    /** The picture's bytes, from the source recorded in the artwork, regardless of the form of {@code imageUrl}. */
    byte[] fetch(PictureSource pictures, UploadedPictures uploads) throws FetchException {
        UploadId upload = artwork.upload();
        return upload == null
                ? pictures.fetch(artwork.parameters().imageUrl())
                : uploads.fetch(artwork.keyId(), upload);
    }

    /**
     * Checks that the artwork is still being processed by this attempt.
     *
     * @throws LostArtworkException if the artwork has been canceled or taken over
     */
    void checkStillOurs() throws LostArtworkException {
        State now =
                artworks.find(artwork.keyId(), artwork.id()).map(Artwork::state).orElseThrow(LostArtworkException::new);
        if (!now.equals(new State.Processing(id, null))) {
            throw new LostArtworkException();
        }
    }

    /** Notes the embedding that the artwork will name when this attempt ends; null if none was used. */
    void note(@Nullable UsedEmbedding used) {
        embedding = used;
    }

    /** Stores the next mask. */
    void store(FinishedMask mask) {
        Result result = new Result(stored.size(), randomHex(), mask.file().format());
        stored.add(result);
        known.add(mask.facts());
        masks.put(artwork.id(), id, result, mask.file().bytes(), mask.rle());
    }

    /** Stores the cut-out of the last mask. */
    void store(CutoutFile cutout) {
        int last = stored.size() - 1;
        Result result = new Result(last, randomHex(), cutout.format());
        known.set(last, known.get(last).withCutout(result));
        masks.putCutout(artwork.id(), id, result, cutout.path());
    }

    /**
     * Ends the artwork as succeeded, with the masks stored so far.
     *
     * @param words what the prompt's words were taken for; empty unless it is a text
     */
    void succeed(Optional<PromptWords> words) {
        masks.putFacts(artwork.id(), id, new ArtworkFacts(words.orElse(null), known));
        end(new State.Succeeded(id, stored, duration()));
    }

    /** Ends the artwork as failed, with the reason in {@code error}. */
    void fail(String error) {
        end(new State.Failed(id, error, duration()));
    }

    /**
     * Records why this attempt could not complete the artwork; the reason is reported if no attempt is left.
     *
     * @return whether the artwork still waits for another attempt
     */
    boolean setBack(String reason) {
        return end(new State.Processing(id, reason));
    }

    /** Deletes the masks that this attempt has stored, and what it knew of them. */
    void discard() {
        if (!stored.isEmpty()) {
            masks.delete(artwork.id(), id, stored, known);
        }
    }

    // This attempt may already have succeeded without receiving the response: then its masks are the artwork's.
    private boolean end(State end) {
        Optional<State> now =
                artworks.advance(artwork.keyId(), artwork.id(), end, embedding).map(Artwork::state);
        boolean won = now.filter(state -> state instanceof State.Succeeded success && id.equals(success.attempt()))
                .isPresent();
        if (!won) {
            discard();
        }
        return now.filter(end::equals).isPresent();
    }

    private Duration duration() {
        Duration duration = Duration.between(begun, clock.instant());
        return duration.isNegative() ? Duration.ZERO : duration; // the clock was set back
    }

    private static String randomHex() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
