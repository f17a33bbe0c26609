package dev.frisket.packs;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where a pack's files come from; in a manifest, its properties tell which kind it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(NpmPackage.class),
    @JsonSubTypes.Type(HubRepository.class),
    @JsonSubTypes.Type(SourceTree.class)
})
public sealed interface Source permits NpmPackage, HubRepository, SourceTree {}
