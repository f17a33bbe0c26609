package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.bucket.Bucket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {
    @TempDir
    private Path data;

    @Test
    void whatIsOldGoesAndNothingElse() {
        try (DataFolder folder = DataFolder.open(data);
                Services services = Services.embedded(folder)) {
            put(services.data(), "uploads/1/k");
            put(services.data(), "artworks/k/1.json");
            put(services.data(), "masks/1/a/0.png");
            put(services.control(), "claims/k/1.json");
            put(services.control(), "keys/1.json");
            Instant now = Instant.now();

            services.removeExpired(now);
            assertThat(services.data().list("", 9)).hasSize(3);
            services.removeExpired(now.plus(Duration.ofDays(1)).plusSeconds(60));
            assertThat(services.data().list("", 9)).containsExactly("artworks/k/1.json", "masks/1/a/0.png");
            assertThat(services.control().list("", 9)).hasSize(2);
            services.removeExpired(now.plus(Duration.ofDays(8)).plusSeconds(60));
            assertThat(services.data().list("", 9)).isEmpty();
            assertThat(services.control().list("", 9)).containsExactly("keys/1.json");
        }
    }

    private static void put(Bucket bucket, String key) {
        bucket.put(key, "x".getBytes(StandardCharsets.UTF_8), "text/plain");
    }
}
