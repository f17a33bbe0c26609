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

/** The masks, each an object that is written once. */
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
     * Removes the masks that an artwork that has ended does not name: those of attempts that died or lost. Nobody can win
     * any more, so whatever the artwork does not name is nobody's.
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

    /** An address that serves the mask to anybody for {@code validity}; empty if there is no such mask. */
    public Optional<URI> link(ArtworkId id, String attempt, Result result, Duration validity) {
        String key = ObjectKeys.mask(id, attempt, result);
        return objects.exists(key) ? Optional.of(objects.link(key, validity)) : Optional.empty();
    }
}
