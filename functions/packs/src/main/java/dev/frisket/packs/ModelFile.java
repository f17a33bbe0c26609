package dev.frisket.packs;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * One file of a model pack.
 *
 * @param name file name in the pack's folder
 * @param role its purpose in the family, for example {@code encoder}
 * @param path of the file in its source
 * @param bytes size; 0 if {@linkplain #UNPUBLISHED unpublished}
 * @param sha256 digest, 64 lower-case hexadecimal digits, or {@value #UNPUBLISHED}
 * @param inputs input tensors, by name
 * @param outputs output tensors, by name
 * @param exposed float tensors inside the graph that must be added to its outputs before they can be read, by name
 */
public record ModelFile(
        String name,
        String role,
        String path,
        long bytes,
        String sha256,
        Map<String, TensorSpec> inputs,
        Map<String, TensorSpec> outputs,
        Map<String, Shape> exposed) {
    /** Replaces a digest that the publisher doesn't provide: the first fetch records one in the pack's lock. */
    public static final String UNPUBLISHED = "unpublished";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if the name is not a plain file name, or the digest or the size is invalid */
    public ModelFile {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain file name: " + name);
        }
        boolean published = !sha256.equals(UNPUBLISHED);
        if (published && !SHA_256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + sha256);
        }
        if (published ? bytes < 1 : bytes != 0) {
            throw new IllegalArgumentException("a file of " + bytes + " bytes");
        }
        inputs = Map.copyOf(inputs);
        outputs = Map.copyOf(outputs);
        exposed = Map.copyOf(exposed);
    }

    /** Whether the size and the digest are known. */
    public boolean isPinned() {
        return !sha256.equals(UNPUBLISHED);
    }

    /** This file with a size and a digest. */
    ModelFile pinned(long foundBytes, String foundSha256) {
        return new ModelFile(name, role, path, foundBytes, foundSha256, inputs, outputs, exposed);
    }

    /** The optimised file in place of this one. */
    ModelFile optimised(OptimisedFile file) {
        return new ModelFile(file.name(), role, path, file.bytes(), file.sha256(), inputs, outputs, exposed);
    }
}
