package dev.frisket.core.artwork;

import java.util.Optional;
import java.util.function.Function;

/** The object stored under an artwork's id: the artwork, or the tombstone that its deletion left. */
public sealed interface ArtworkRecord permits Artwork, Tombstone {
    ArtworkId id();

    /** Applies the function for this kind of record. */
    <R> R match(Function<Artwork, R> artwork, Function<Tombstone, R> tombstone);

    /** The artwork; empty if it was deleted. */
    default Optional<Artwork> artwork() {
        return match(Optional::of, tombstone -> Optional.empty());
    }
}
