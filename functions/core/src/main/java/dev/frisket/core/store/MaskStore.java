package dev.frisket.core.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkFacts;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.MaskFacts;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.JsonObjects;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stored masks, their cut-outs and facts, each object written once.
 *
 * <p>The run-length encodings are separate objects: they may be large, and most readers of the facts need few or none.
 */
public final class MaskStore {
    private static final String RLE_CONTENT_TYPE = "text/plain; charset=us-ascii";

    private final Bucket objects;
    private final JsonObjects<ArtworkFacts> facts;

    /** @param objects the data bucket */
    public MaskStore(Bucket objects) {
        this.objects = objects;
        this.facts = new JsonObjects<>(objects, FactsJson::write, FactsJson::read);
    }

    /**
     * Stores a mask.
     *
     * @param file the encoded mask, in the result's format
     * @param rle the mask's run-length encoding, COCO's compressed string
     */
    public void put(ArtworkId id, String attempt, Result result, byte[] file, String rle) {
        objects.put(ObjectKeys.mask(id, attempt, result), file, result.format().contentType());
        objects.put(ObjectKeys.rle(id, attempt, result), rle.getBytes(US_ASCII), RLE_CONTENT_TYPE);
    }

    /**
     * Stores the cut-out of a mask, beside the masks.
     *
     * @param file the encoded cut-out, in the result's format
     */
    public void putCutout(ArtworkId id, String attempt, Result cutout, Path file) {
        objects.put(ObjectKeys.mask(id, attempt, cutout), file, cutout.format().contentType());
    }

    /** Stores the facts about all masks of an attempt. */
    public void putFacts(ArtworkId id, String attempt, ArtworkFacts known) {
        facts.put(ObjectKeys.masksFacts(id, attempt), known);
    }

    /** The facts about the masks of an attempt; empty if it is older than this feature. */
    public Optional<ArtworkFacts> facts(ArtworkId id, String attempt) {
        return facts.find(ObjectKeys.masksFacts(id, attempt));
    }

    /** The run-length encoding of a mask, COCO's compressed string; empty if there is none. */
    public Optional<String> rle(ArtworkId id, String attempt, Result result) {
        return objects.get(ObjectKeys.rle(id, attempt, result)).map(object -> new String(object.bytes(), US_ASCII));
    }

    /**
     * Removes the masks of an attempt that did not win, with their cut-outs and facts.
     *
     * @param known the facts that name the cut-outs
     */
    public void delete(ArtworkId id, String attempt, List<Result> results, List<MaskFacts> known) {
        cutouts(known).forEach(cutout -> objects.delete(ObjectKeys.mask(id, attempt, cutout)));
        for (Result result : results) {
            objects.delete(ObjectKeys.mask(id, attempt, result));
            objects.delete(ObjectKeys.rle(id, attempt, result));
        }
        objects.delete(ObjectKeys.masksFacts(id, attempt));
    }

    /**
     * Removes everything stored for an ended artwork except by the attempt that won: the remains of attempts that died or
     * lost. No attempt can win any more, so nothing refers to them. The winner names everything that it stored.
     */
    public void deleteUnnamed(Artwork ended) {
        List<String> named = new ArrayList<>();
        if (ended.state() instanceof State.Succeeded success) {
            named.add(ObjectKeys.masks(ended.id(), success.attempt()));
            named.add(ObjectKeys.facts(ended.id(), success.attempt()));
        }
        Stream.of(ObjectKeys.masks(ended.id()), ObjectKeys.facts(ended.id()))
                .flatMap(prefix -> objects.list(prefix, Integer.MAX_VALUE).stream())
                .filter(key -> named.stream().noneMatch(key::startsWith))
                .forEach(objects::delete);
    }

    private static Stream<Result> cutouts(List<MaskFacts> known) {
        return known.stream().map(MaskFacts::cutout).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    /** A URL that serves the mask or cut-out to anyone for {@code validity}; empty if there is no such object. */
    public Optional<URI> link(ArtworkId id, String attempt, Result result, Duration validity) {
        String key = ObjectKeys.mask(id, attempt, result);
        return objects.exists(key) ? Optional.of(objects.link(key, validity)) : Optional.empty();
    }
}
