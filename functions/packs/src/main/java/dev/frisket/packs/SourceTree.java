package dev.frisket.packs;

/**
 * This project itself: the files are committed, and never fetched.
 *
 * @param origin what the files were made from, and how; not blank
 */
public record SourceTree(String origin) implements Source {

    /** @throws IllegalArgumentException if the origin is blank */
    public SourceTree {
        if (origin.isBlank()) {
            throw new IllegalArgumentException("committed files need an origin");
        }
    }
}
