package dev.frisket.segment.pack;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * One file of a model pack.
 *
 * @param name file name in the pack's folder
 * @param role what the family uses it for, for example {@code encoder}
 * @param path where the file lies in its source
 * @param bytes size
 * @param sha256 digest, 64 lower-case hexadecimal digits
 * @param inputs tensors that go in, by name
 * @param outputs tensors that come out, by name
 * @param exposed tensors inside the graph, float, by name, that have to be made outputs before they can be had
 */
public record ModelFile(
        String name,
        String role,
        String path,
        long bytes,
        String sha256,
        Map<String, Tensor> inputs,
        Map<String, Tensor> outputs,
        Map<String, Shape> exposed) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if the name is more than a plain file name, or digest or size are none */
    public ModelFile {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain file name: " + name);
        }
        if (!SHA_256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + sha256);
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("a file of " + bytes + " bytes");
        }
        inputs = Map.copyOf(inputs);
        outputs = Map.copyOf(outputs);
        exposed = Map.copyOf(exposed);
    }
}
