package dev.frisket.packs;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** Where a pack's files come from; in a manifest, its properties tell which kind it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(NpmPackage.class),
    @JsonSubTypes.Type(HubRepository.class),
    @JsonSubTypes.Type(SourceTree.class)
})
public sealed interface Source permits NpmPackage, HubRepository, SourceTree {

    /** What to do if a file of the pack is missing, in one sentence. */
    String remedy(String pack);

    /** The hub that only a command fetches from; empty if the files come another way. */
    Optional<HubRepository> hubRepository();
}
