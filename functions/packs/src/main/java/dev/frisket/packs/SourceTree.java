package dev.frisket.packs;

import java.util.Optional;

/**
 * This project itself: the files are committed and never fetched.
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

    @Override
    public String remedy(String pack) {
        return "`mvn package` fetches what is missing (it needs npm).";
    }

    @Override
    public Optional<HubRepository> hubRepository() {
        return Optional.empty();
    }
}
