package dev.frisket.packs;

import dev.frisket.core.id.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model pack on disk: a folder with a manifest, and the files it names once they have been fetched.
 *
 * @param folder named as the pack
 * @param manifest what the folder holds
 */
public record ModelPack(Path folder, Manifest manifest) {
    /** The name of each pack's manifest. */
    public static final String MANIFEST = "manifest.json";

    /**
     * Reads a pack's manifest; its other files need not be there yet. Of a file that was optimised, the optimised one counts.
     *
     * @throws ModelException if there is no pack of that name, or its manifest is not valid
     */
    public static ModelPack read(Path models, String name) {
        ModelPack published = published(models, name);
        Manifest manifest = published.manifest;
        return new ModelPack(
                published.folder,
                manifest.with(manifest.files().stream()
                        .map(file -> published.optimised(file).orElse(file))
                        .toList()));
    }

    /**
     * Reads a pack's manifest, with the published files alone.
     *
     * @throws ModelException if there is no pack of that name, or its manifest is not valid
     */
    public static ModelPack published(Path models, String name) {
        Path folder = models.resolve(name);
        Path file = folder.resolve(MANIFEST);
        try {
            Manifest manifest = Manifest.parse(Files.readAllBytes(file));
            if (!manifest.name().equals(name)) {
                throw new IllegalArgumentException("its name is " + manifest.name() + ", its folder's " + name);
            }
            return new ModelPack(folder, ManifestLock.read(folder).applyTo(manifest));
        } catch (NoSuchFileException e) {
            throw new ModelException("There is no model pack " + name + ": " + file + " is missing.", e);
        } catch (IllegalArgumentException e) {
            throw new ModelException(file + " is not a valid manifest: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the manifests of all packs in a folder, by name. */
    public static List<ModelPack> all(Path models) {
        try (Stream<Path> folders = Files.list(models)) {
            return folders.filter(folder -> Files.exists(folder.resolve(MANIFEST)))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .map(name -> read(models, name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ModelFile> optimised(ModelFile file) {
        List<ModelFile> made = made(file);
        return made.stream().map(this::path).allMatch(Files::exists)
                ? made.stream().findFirst()
                : Optional.empty();
    }

    /** What optimising makes of a file: nothing, or what is to be opened and then what that refers to. */
    private List<ModelFile> made(ModelFile file) {
        return manifest.optimised().getOrDefault(file.role(), List.of()).stream()
                .map(file::optimised)
                .toList();
    }

    /** The file, and those that it refers to. */
    private List<ModelFile> whole(ModelFile file) {
        List<ModelFile> made = made(file);
        return made.contains(file) ? made : List.of(file);
    }

    /** Where the file is, or will be. */
    public Path path(ModelFile file) {
        return folder.resolve(file.name());
    }

    /**
     * Records the size and digest that the first fetch of a file found; both are enforced from then on.
     *
     * @return the lock file, beside the manifest
     */
    public Path pin(ModelFile file, long bytes, String sha256) throws IOException {
        return ManifestLock.read(folder)
                .with(file.name(), new ManifestLock.Pin(bytes, sha256))
                .write(folder);
    }

    /**
     * Checks that every file is there and has its size and digest; reads them whole.
     *
     * @throws ModelException if one is missing or another one
     */
    public void verify() {
        for (ModelFile file :
                manifest.files().stream().flatMap(file -> whole(file).stream()).toList()) {
            if (!hasSize(file)) {
                throw new ModelException(path(file) + " is missing. " + remedy());
            }
            try {
                String found = Sha256.hex(path(file));
                if (!found.equals(file.sha256())) {
                    throw new ModelException("%s has SHA-256 %s; the manifest wants %s. Delete it, then: %s"
                            .formatted(path(file), found, file.sha256(), remedy()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Whether the file is there, told by its size alone: enough for a build, which put it there itself.
     *
     * @throws ModelException if it is there with another size
     */
    public boolean hasSize(ModelFile file) {
        if (!file.isPinned()) {
            return false;
        }
        try {
            long size = Files.size(path(file));
            if (size != file.bytes()) {
                throw new ModelException("%s has %d bytes; the manifest wants %d. Delete it, then: %s"
                        .formatted(path(file), size, file.bytes(), remedy()));
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String remedy() {
        return manifest.source().remedy(manifest.name());
    }
}
