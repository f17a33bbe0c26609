package dev.frisket.fetch;

import dev.frisket.packs.HubRepository;
import dev.frisket.packs.ModelPack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Fetches a small model from a hub on this machine. */
abstract class HubFetches {
    static final String REVISION = "0123456789abcdef0123456789abcdef01234567";
    static final byte[] MODEL = new byte[300_000];

    static {
        new Random(1).nextBytes(MODEL);
    }

    @TempDir
    Path models;

    final List<String> progress = new ArrayList<>();
    final HubServer hub = new HubServer(MODEL);

    HubFetches() throws IOException {}

    @AfterEach
    void stop() {
        hub.close();
    }

    ModelPack fetch() throws IOException {
        fetcher().fetch(pack(), source());
        return ModelPack.read(models, "sample");
    }

    HubFetcher fetcher() {
        return new HubFetcher(HttpClient.newHttpClient(), Duration.ofMillis(1), progress::add);
    }

    HubRepository source() {
        return new HubRepository(hub.address(), "me/model", REVISION);
    }

    ModelPack pack() throws IOException {
        Path folder = Files.createDirectories(models.resolve("sample"));
        Files.writeString(
                folder.resolve(ModelPack.MANIFEST),
                """
                {"version": 1, "name": "sample", "title": "A sample", "family": "grounding-dino",
                 "capabilities": ["text"], "licence": "Apache-2.0", "credit": "nobody",
                 "source": {"hub": "%s", "repository": "me/model", "revision": "%s"},
                 "worker": {"megabytes": 3008, "seconds": 120},
                 "optimised": {}, "files": [{"name": "model.onnx", "role": "detector", "path": "onnx/model.onnx", "bytes": 0,
                            "sha256": "unpublished", "inputs": {}, "outputs": {}, "exposed": {}}]}
                """
                        .formatted(hub.address(), REVISION));
        return ModelPack.read(models, "sample");
    }

    Path file() {
        return models.resolve("sample/model.onnx");
    }

    Path part() throws IOException {
        Files.createDirectories(models.resolve("sample"));
        return models.resolve("sample/.model.onnx.part");
    }
}
