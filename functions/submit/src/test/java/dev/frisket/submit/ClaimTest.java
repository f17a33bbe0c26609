package dev.frisket.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private static final ArtworkId ID = ArtworkId.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");

    @Test
    void theFirstVersionIsReadAndWrittenAndCoversTheSameParameters() throws IOException {
        try (InputStream file = ClaimTest.class.getResourceAsStream("claim-v1.json")) {
            byte[] stored = file.readAllBytes();

            Claim claim = Claim.read(Json.read(stored));

            assertThat(claim.artworkId()).isEqualTo(ID);
            assertThat(claim.expiry()).isEqualTo(Instant.parse("2022-02-23T19:22:22Z"));
            assertThat(claim.covers(Artworks.onePoint("https://pictures.example/cat.jpg")))
                    .isTrue();
            assertThat(claim.covers(Artworks.onePoint("https://pictures.example/dog.jpg")))
                    .isFalse();
            assertThat(Json.write(claim.write())).isEqualTo(new String(stored, StandardCharsets.UTF_8).strip());
        }
    }
}
