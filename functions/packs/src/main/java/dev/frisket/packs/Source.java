package dev.frisket.packs;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** The origin of a pack's files; in a manifest, its properties determine the kind. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(NpmPackage.class),
    @JsonSubTypes.Type(HubRepository.class),
    @JsonSubTypes.Type(SourceTree.class)
})
public sealed interface Source permits NpmPackage, HubRepository, SourceTree {

    /** What to do if a file of the pack is missing, in one sentence. */
    String remedy(String pack);

    /** The hub, which only a command fetches from; empty for other origins. */
    Optional<HubRepository> hubRepository();
}
