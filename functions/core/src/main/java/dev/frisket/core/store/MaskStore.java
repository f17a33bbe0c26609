package dev.frisket.core.store;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.Bucket;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The stored masks, each an object that is written once. */
public final class MaskStore {
    private final Bucket objects;

    /** @param objects the data bucket */
    public MaskStore(Bucket objects) {
        this.objects = objects;
    }

    /**
     * Stores a mask.
     *
     * @param file the encoded mask, in the result's format
     */
    public void put(ArtworkId id, String attempt, Result result, byte[] file) {
        objects.put(ObjectKeys.mask(id, attempt, result), file, result.format().contentType());
    }

    /** Removes a mask of an attempt that did not win. */
    public void delete(ArtworkId id, String attempt, Result result) {
        objects.delete(ObjectKeys.mask(id, attempt, result));
    }

    /**
     * Removes the masks that an ended artwork does not list: those of attempts that died or lost. No attempt can win
     * any more, so nothing refers to them.
     */
    public void deleteUnnamed(Artwork ended) {
        Set<String> named = new HashSet<>();
        if (ended.state() instanceof State.Succeeded success) {
            success.results().forEach(result -> named.add(ObjectKeys.mask(ended.id(), success.attempt(), result)));
        }
        objects.list(ObjectKeys.masks(ended.id()), Integer.MAX_VALUE).stream()
                .filter(mask -> !named.contains(mask))
                .forEach(objects::delete);
    }

    /** A URL that serves the mask to anyone for {@code validity}; empty if there is no such mask. */
    public Optional<URI> link(ArtworkId id, String attempt, Result result, Duration validity) {
        String key = ObjectKeys.mask(id, attempt, result);
        return objects.exists(key) ? Optional.of(objects.link(key, validity)) : Optional.empty();
    }
}
