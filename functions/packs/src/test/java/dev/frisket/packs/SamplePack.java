package dev.frisket.packs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A pack of two tiny files, and the npm archive that contains them. */
public final class SamplePack {
    private static final byte[] ENCODER = "abc".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DECODER = new byte[1000];

    private static final String JSON =
            """
            {"version": 1, "name": "sample", "title": "A sample", "family": "sam2", "capabilities": ["points"],
             "licence": "Apache-2.0", "credit": "nobody", "source": {"npm": "sample", "version": "1.2.3"},
             "worker": {"megabytes": 3008, "seconds": 120},
             "optimised": {"encoder": [{"name": "leaner.onnx", "bytes": 2,
                        "sha256": "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603"},
                        {"name": "leaner.onnx.data", "bytes": 2,
                        "sha256": "21e721c35a5823fdb452fa2f9f0a612c74fb952e06927489c6b27a43b817bed4"}]},
             "files": [{"name": "encoder.ort", "role": "encoder", "path": "dist/encoder.ort", "bytes": 3,
                        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        "inputs": {}, "outputs": {}, "exposed": {}},
                       {"name": "decoder.onnx", "role": "decoder", "path": "dist/decoder.onnx", "bytes": 1000,
                        "sha256": "541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53",
                        "inputs": {}, "outputs": {}, "exposed": {}}]}
            """;

    private SamplePack() {}

    /** A pack in a models folder, with no file fetched yet. */
    public static ModelPack in(Path models) throws IOException {
        Path folder = Files.createDirectories(models.resolve("sample"));
        Files.writeString(folder.resolve(ModelPack.MANIFEST), JSON);
        return ModelPack.read(models, "sample");
    }

    public static byte[] encoder() {
        return ENCODER.clone();
    }

    public static byte[] decoder() {
        return DECODER.clone();
    }

    /** The archive as npm would create it, with a file before and after the wanted ones. */
    public static byte[] archive() throws IOException {
        return archive(DECODER);
    }

    /** An archive with another decoder. */
    public static byte[] archive(byte[] decoder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            write(out, "package/package.json", new byte[513]);
            write(out, "package/dist/decoder.onnx", decoder);
            write(out, "dist/encoder.ort", new byte[7]);
            write(out, "package/dist/encoder.ort", ENCODER);
            write(out, "package/README.md", new byte[0]);
            out.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    /** The expected files once they are in place. */
    public static Map<String, byte[]> files() {
        return Map.of("encoder.ort", ENCODER, "decoder.onnx", DECODER);
    }

    private static void write(OutputStream out, String name, byte[] content) throws IOException {
        byte[] header = new byte[512];
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(path, 0, header, 0, path.length);
        byte[] size = "%011o".formatted(content.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, header, 124, size.length);
        out.write(header);
        out.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
    }
}
