package dev.frisket.packs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The description of a model pack, read from its {@code manifest.json}.
 *
 * @param version of this format: {@value #VERSION}
 * @param name of the pack and of its folder
 * @param title display name
 * @param family the code that runs it, for example {@code sam2}
 * @param capabilities kinds of prompts that it serves, at least one
 * @param licence SPDX identifier of the weights' licence
 * @param credit attribution
 * @param source where the files come from
 * @param worker the smallest worker that the pack fits in together with {@code sam2-tiny}, as measured
 * @param optimised by role: files that a command creates and that, once they exist, replace the published one; first
 *     the file to open, then those that it refers to
 * @param files all files, no two with the same role or name
 */
public record Manifest(
        int version,
        String name,
        String title,
        String family,
        Set<Capability> capabilities,
        String licence,
        String credit,
        Source source,
        WorkerSize worker,
        Map<String, List<OptimisedFile>> optimised,
        List<ModelFile> files) {
    /** The only format so far. */
    public static final int VERSION = 1;

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    /** @throws IllegalArgumentException if a value does not match its description */
    public Manifest {
        capabilities = Set.copyOf(capabilities);
        optimised = optimised.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> List.copyOf(one.getValue())));
        files = List.copyOf(files);
        if (version != VERSION) {
            throw new IllegalArgumentException("version must be " + VERSION + ", was " + version);
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a pack name: " + name);
        }
        if (capabilities.isEmpty() || files.isEmpty()) {
            throw new IllegalArgumentException("a pack needs at least one capability and one file");
        }
        if (files.stream().map(ModelFile::role).distinct().count() < files.size()
                || files.stream().map(ModelFile::name).distinct().count() < files.size()) {
            throw new IllegalArgumentException("two files have the same role or name: "
                    + files.stream()
                            .map(file -> file.role() + " " + file.name())
                            .collect(Collectors.joining(", ")));
        }
        for (Map.Entry<String, List<OptimisedFile>> one : optimised.entrySet()) {
            if (one.getValue().isEmpty()) {
                throw new IllegalArgumentException("no optimised file of the role " + one.getKey());
            }
            one.getValue().forEach(file(files, one.getKey())::optimised); // validates the file
        }
    }

    /**
     * Parses the JSON form.
     *
     * @throws IllegalArgumentException if it is invalid: a property missing, null, unknown, duplicate, or out of range
     */
    public static Manifest parse(byte[] json) {
        return ManifestReader.read(json);
    }

    /**
     * The file with this role.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ModelFile file(String role) {
        return file(files, role);
    }

    /** The file with the words for the classes that the pack recognizes, a {@link WordList}; empty if there is none. */
    public Optional<ModelFile> words() {
        return files.stream().filter(file -> file.role().equals("words")).findFirst();
    }

    private static ModelFile file(List<ModelFile> files, String role) {
        return files.stream()
                .filter(file -> file.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the pack has no file for " + role));
    }

    /**
     * This manifest with the sizes and digests that it lacks; its own take precedence.
     *
     * @param lock the file {@link ModelPack#LOCK} beside it
     * @throws IllegalArgumentException if the lock is not valid
     */
    public Manifest pinned(byte[] lock) {
        return ManifestLock.parse(lock).applyTo(this);
    }

    /** This manifest with other files. */
    Manifest with(List<ModelFile> others) {
        return new Manifest(
                version, name, title, family, capabilities, licence, credit, source, worker, optimised, others);
    }
}
