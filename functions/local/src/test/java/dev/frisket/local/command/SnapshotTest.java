package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.frisket.core.Template;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Snapshots contain no random state or credentials: they lie on disk, and every restored function shares them. */
class SnapshotTest {
    @Test
    void nothingRandomIsMadeAndNoCredentialsAreAskedForBeforeASnapshot() throws Exception {
        List<String> functions = Template.read().snapshotted();
        assertThat(functions).hasSize(6);
        AtomicInteger asked = new AtomicInteger();
        HttpServer credentials = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        credentials.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.close();
        });
        credentials.start();
        try (FrisketProcess probe = FrisketProcess.probeOfSnapshots(environment(credentials), functions)) {
            assertThat(probe.exitCode()).as(probe.err()).isZero();
            assertThat(probe.out().lines()).containsExactlyElementsOf(functions);
            assertThat(asked).hasValue(0);
        } finally {
            credentials.stop(0);
        }
    }

    @Test
    void somethingRandomWouldBeSeen() throws Exception {
        try (FrisketProcess probe = FrisketProcess.probeOfSnapshots(Map.of(), List.of("random"))) {
            assertThat(probe.exitCode()).isNotZero();
            assertThat(probe.err()).contains("something random is made before the snapshot");
        }
    }

    /** Environment variables as Lambda sets them: credentials are fetched from an address. */
    private static Map<String, String> environment(HttpServer credentials) {
        Map<String, String> environment = new HashMap<>();
        Template.read().variables().values().forEach(variables -> variables
                .fieldNames()
                .forEachRemaining(name -> environment.put(name, "http://127.0.0.1:9/" + name)));
        environment.put("UNKNOWN_PROPERTIES", "refuse");
        environment.put("MODEL_PACKS", "sam2-tiny");
        environment.put("LONGEST_WAIT", "25");
        environment.put("MAX_UNFINISHED", "5000");
        environment.put("MAX_POSTPONED", "10000");
        environment.put("DETAILED_METRICS", "on");
        environment.put("AWS_REGION", "us-east-1");
        environment.put(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://127.0.0.1:" + credentials.getAddress().getPort() + "/");
        return environment;
    }
}
