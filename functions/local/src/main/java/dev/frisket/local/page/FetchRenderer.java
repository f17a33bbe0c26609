package dev.frisket.local.page;

import dev.frisket.fetch.NpmFetcher;
import dev.frisket.fetch.NpmFetcher.NpmFile;
import dev.frisket.packs.NpmPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Downloads the script that renders the API reference to its page's folder; the build runs this before the tests.
 *
 * @see <a href="https://github.com/scalar/scalar">Scalar, MIT License</a>
 */
public final class FetchRenderer {
    private static final NpmPackage SCALAR = new NpmPackage("@scalar/api-reference", "1.76.0");
    private static final NpmFile SCRIPT = new NpmFile(
            "dist/browser/standalone.js", "dcb027152bf20bf2f6dcd66e8f9fb073c1a9e274cf0b94b939a7d99ab8947060");
    private static final long SCRIPT_BYTES = 4_858_049;

    private FetchRenderer() {}

    /** @param arguments one: the pages' folder among the classes */
    public static void main(String[] arguments) throws IOException {
        Path script = Path.of(arguments[0]).resolve("scalar.js");
        if (!Files.exists(script) || Files.size(script) != SCRIPT_BYTES) {
            NpmFetcher.ofThisMachine(System.err::println)
                    .fetch("the renderer of the API reference", SCALAR, Map.of(SCRIPT, script));
        }
    }
}
