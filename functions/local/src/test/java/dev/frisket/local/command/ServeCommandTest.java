package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.local.stack.HttpCalls;
import dev.frisket.packs.Capability;
import dev.frisket.segment.model.Model;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.StandInPacks;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServeCommandTest {
    @TempDir
    private static Path data;

    @Test
    @Timeout(120)
    void itAnswersWhileItsModelsAreStillLoading() throws Exception {
        LoadingPacks packs = new LoadingPacks();
        int port = freePort();
        ServeCommand command = new ServeCommand((names, environment) -> packs);
        Thread serve = new Thread(
                () -> new CommandLine(command).execute("--port", Integer.toString(port), "--data", data.toString()));
        serve.setDaemon(true);
        serve.start();

        packs.begun.await();
        URI api = URI.create("http://localhost:" + port);
        assertThat(HttpCalls.of(api).send("GET", "/health", null, null).statusCode())
                .isEqualTo(200);
        packs.loaded.countDown();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Packs whose loading takes until the test releases it. */
    private static final class LoadingPacks implements ModelPacks {
        private final ModelPacks packs = new StandInPacks();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch loaded = new CountDownLatch(1);

        @Override
        public <M extends Model> Optional<M> find(Capability capability, Class<M> port) {
            begun.countDown();
            try {
                loaded.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return packs.find(capability, port);
        }

        @Override
        public void close() {
            packs.close();
        }
    }
}
