package dev.frisket.access.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.api.Scope;
import dev.frisket.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApiKeyJsonTest {
    private static final ApiKey KEY = new ApiKey(
            UUID.fromString("3f1c9d52-7b0a-4e6d-8c21-5a9e04b7d613"),
            "acme",
            Scope.MANAGER,
            Set.of("masks", "artworks"),
            "robot",
            Instant.parse("2026-11-23T12:00:00.123Z"),
            "a1".repeat(32),
            Instant.parse("2026-11-24T12:00:00Z"));

    @Test
    void theFirstVersionIsReadAndWritten() throws IOException {
        try (InputStream file = ApiKeyJsonTest.class.getResourceAsStream("api-key-v1.json")) {
            byte[] stored = file.readAllBytes();

            assertThat(ApiKeyJson.read(Json.read(stored))).isEqualTo(KEY);
            assertThat(Json.write(ApiKeyJson.write(KEY))).isEqualTo(new String(stored, StandardCharsets.UTF_8).strip());
        }
    }
}
