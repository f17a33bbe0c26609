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
 * A model pack on disk: a folder with a manifest, and the files that it lists once they have been fetched.
 *
 * @param folder has the pack's name
 * @param manifest describes the files in the folder
 */
public record ModelPack(Path folder, Manifest manifest) {
    /** The file name of a pack's manifest. */
    public static final String MANIFEST = "manifest.json";

    /** The file name of the sizes and digests that the first fetch records, if the manifest lacks them. */
    public static final String LOCK = ManifestLock.FILE;

    /**
     * Reads a pack's manifest; its other files need not exist yet. An optimised file replaces the published one.
     *
     * @throws ModelException if there is no pack of that name, or its manifest is invalid
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
     * Reads the manifests of several packs, in this order.
     *
     * @throws ModelException if there is no pack of a name, or its manifest is invalid
     */
    public static List<ModelPack> read(Path models, List<String> names) {
        return names.stream().map(name -> read(models, name)).toList();
    }

    /**
     * Reads a pack's manifest, with the published files only.
     *
     * @throws ModelException if there is no pack of that name, or its manifest is invalid
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

    /** Reads the manifests of all packs in a folder, ordered by name. */
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

    /** The optimised files for a file: none, or the file to open and then those that it refers to. */
    private List<ModelFile> made(ModelFile file) {
        return manifest.optimised().getOrDefault(file.role(), List.of()).stream()
                .map(file::optimised)
                .toList();
    }

    /** All files, those that others refer to included. */
    List<ModelFile> wholeFiles() {
        return manifest.files().stream().flatMap(file -> whole(file).stream()).toList();
    }

    /** The file, and those that it refers to. */
    private List<ModelFile> whole(ModelFile file) {
        List<ModelFile> made = made(file);
        return made.stream().anyMatch(one -> one.name().equals(file.name())) ? made : List.of(file);
    }

    /** The path of the file, which need not exist. */
    public Path path(ModelFile file) {
        return folder.resolve(file.name());
    }

    /**
     * The words for the classes that the pack recognizes.
     *
     * @return empty if it has no such list: it serves no text, or any
     * @throws ModelException if the list is missing or malformed
     */
    public Optional<WordList> words() {
        return manifest.words().map(this::path).map(file -> {
            try {
                return WordList.parse(Files.readAllBytes(file));
            } catch (IOException | IllegalArgumentException e) {
                throw new ModelException(file + " can't be read: " + e.getMessage(), e);
            }
        });
    }

    /**
     * Records the size and digest found by the first fetch of a file; both are enforced from then on.
     *
     * @return the lock file, beside the manifest
     */
    public Path pin(ModelFile file, long bytes, String sha256) throws IOException {
        return ManifestLock.read(folder)
                .with(file.name(), new ManifestLock.Pin(bytes, sha256))
                .write(folder);
    }

    /**
     * Checks that the digest of every file is known, so that no other file can be fetched.
     *
     * @throws ModelException if one is neither in the manifest nor in its lock
     */
    public void requirePins() {
        List<String> unknown = manifest.files().stream()
                .filter(file -> !file.isPinned())
                .map(ModelFile::name)
                .toList();
        if (!unknown.isEmpty()) {
            throw new ModelException(
                    "The digests of %s are not known, so any file would be accepted. Run `frisket.jar models fetch %s` without --locked once, and commit the %s that it writes."
                            .formatted(unknown, manifest.name(), LOCK));
        }
    }

    /**
     * Checks the presence, size and digest of every file; reads them completely.
     *
     * @throws ModelException if a file is missing, or its size or digest differs
     */
    public void verify() {
        verify(CheckedFiles.NONE);
    }

    /**
     * Checks the presence, size and digest of every file; reads completely what has not been checked before.
     *
     * @param checked what has been
     * @throws ModelException if a file is missing, or its size or digest differs
     */
    public void verify(CheckedFiles checked) {
        for (ModelFile file : wholeFiles()) {
            if (!hasSize(file)) {
                throw new ModelException(path(file) + " is missing. " + remedy());
            }
            if (checked.has(this, file)) {
                continue;
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
     * Whether the file exists, judged by its size only: enough for a build, which put it there itself.
     *
     * @throws ModelException if it has another size
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
