package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.frisket.core.id.Sha256;
import dev.frisket.packs.ModelPack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code models fetch --locked}, by which the image's build fetches packs. */
class LockedFetchTest {
    private static final byte[] MODEL = "a model".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path models;

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer hub;

    @BeforeEach
    void startHub() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, MODEL.length);
            exchange.getResponseBody().write(MODEL);
            exchange.close();
        });
        hub.start();
        Path pack = Files.createDirectories(models.resolve("open"));
        Files.writeString(
                pack.resolve(ModelPack.MANIFEST),
                """
                {"version": 1, "name": "open", "title": "Open", "family": "grounding-dino", "capabilities": ["text"],
                 "licence": "Apache-2.0", "credit": "nobody", "source": {"hub": "http://127.0.0.1:%d",
                 "repository": "me/model", "revision": "0123456789abcdef0123456789abcdef01234567"},
                 "worker": {"megabytes": 3008, "seconds": 120}, "optimised": {},
                 "files": [{"name": "model.onnx", "role": "detector", "path": "onnx/model.onnx", "bytes": 0,
                            "sha256": "unpublished", "inputs": {}, "outputs": {}, "exposed": {}}]}
                """
                        .formatted(hub.getAddress().getPort()));
    }

    @AfterEach
    void stopHub() {
        hub.stop(0);
    }

    @Test
    void withoutALockNothingIsFetched() throws Exception {
        try (FrisketProcess fetch = fetch()) {
            assertThat(fetch.exitCode()).isEqualTo(2);
            assertThat(fetch.err())
                    .contains("The digests of [model.onnx] are not known", "frisket.jar models fetch open");
        }
        assertThat(asked).hasValue(0);
        assertThat(models.resolve("open/model.onnx")).doesNotExist();
    }

    @Test
    void theFileOfTheLockIsFetched() throws Exception {
        lock(Sha256.hex(MODEL));

        try (FrisketProcess fetch = fetch()) {
            assertThat(fetch.exitCode()).as(fetch.err()).isZero();
            assertThat(fetch.out()).contains("The model pack open is complete.");
        }
        assertThat(models.resolve("open/model.onnx")).hasBinaryContent(MODEL);
    }

    @Test
    void anotherFileThanThatOfTheLockIsRefused() throws Exception {
        lock(Sha256.hex("another".getBytes(StandardCharsets.UTF_8)));

        try (FrisketProcess fetch = fetch()) {
            assertThat(fetch.exitCode()).isEqualTo(2);
            assertThat(fetch.err()).contains("the manifest or its lock specifies", "It is not used");
        }
        assertThat(models.resolve("open/model.onnx")).doesNotExist();
    }

    private void lock(String sha256) throws IOException {
        Files.writeString(
                models.resolve("open").resolve(ModelPack.LOCK),
                "{\"model.onnx\": {\"bytes\": %d, \"sha256\": \"%s\"}}".formatted(MODEL.length, sha256));
    }

    private FrisketProcess fetch() throws IOException {
        return FrisketProcess.of(
                Main.class, Map.of("MODELS_FOLDER", models.toString()), "models", "fetch", "--locked", "open");
    }
}
