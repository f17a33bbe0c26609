package dev.frisket.packs;

import java.util.Optional;

/** The origin of a pack's files; in a manifest, its properties determine the kind. */
public sealed interface Source permits NpmPackage, HubRepository, SourceTree {

    /** What to do if a file of the pack is missing, in one sentence. */
    String remedy(String pack);

    /** The hub, which only a command fetches from; empty for other origins. */
    Optional<HubRepository> hubRepository();
}
