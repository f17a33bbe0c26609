package dev.frisket.core.store;

import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Result;

/** How every object in the data bucket is named. */
public final class ObjectKeys {
    private ObjectKeys() {}

    /** All artworks, whoever's. */
    public static String artworks() {
        return "artworks/";
    }

    /** All artworks of an API key, the newest first. */
    public static String artworks(String keyId) {
        return artworks() + keyId + "/";
    }

    /** One artwork. */
    public static String artwork(String keyId, ArtworkId id) {
        return artworks(keyId) + id.newestFirst() + ".json";
    }

    /** All masks of an artwork, whichever attempt stored them. */
    public static String masks(ArtworkId id) {
        return "masks/" + id + "/";
    }

    /** One mask. */
    public static String mask(ArtworkId id, String attempt, Result result) {
        return masks(id) + attempt + "/" + result.fileName();
    }
}
