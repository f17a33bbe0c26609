package dev.frisket.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frisket.core.Faults;
import dev.frisket.core.bucket.InMemoryBucket;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WebhookSecretsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final InMemoryBucket objects = new InMemoryBucket();

    @Test
    void thereIsNoneBeforeTheFirstIsAskedFor() {
        assertThat(at(NOW).find("acme")).isEmpty();
    }

    @Test
    void theFirstUseMakesASecretThatLaterUsesFind() {
        WebhookSecret first = at(NOW).findOrCreate("acme");

        assertThat(at(NOW).findOrCreate("acme")).isEqualTo(first);
        assertThat(at(NOW).find("acme")).contains(first);
        assertThat(at(NOW).findOrCreate("other")).isNotEqualTo(first);
    }

    @Test
    void aFirstUseWhoseAnswerGotLostIsNoSecondOne() {
        WebhookSecrets unlucky = new WebhookSecrets(Faults.losingAnswers(objects), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(unlucky.findOrCreate("acme")).isEqualTo(at(NOW).findOrCreate("acme"));
    }

    @Test
    void aSecretIsSixtyFourHexadecimalDigitsAndSignsAtOnce() {
        String secret = at(NOW).replace("acme");

        assertThat(secret).matches("[0-9a-f]{64}");
        assertThat(at(NOW).find("acme").orElseThrow().signing(NOW)).containsExactly(secret);
        assertThat(at(NOW).find("other")).isEmpty();
    }

    @Test
    void aReplacedSecretAlsoSignsForADay() {
        String old = at(NOW).replace("acme");
        Instant replaced = NOW.plus(Duration.ofDays(30));
        String secret = at(replaced).replace("acme");

        WebhookSecret found = at(replaced).find("acme").orElseThrow();
        Instant end = replaced.plus(Duration.ofHours(24));
        assertThat(found.signing(end.minusNanos(1))).containsExactly(secret, old);
        assertThat(found.signing(end)).containsExactly(secret);
    }

    @Test
    void everySecretThatWasReplacedWithinTheDaySigns() {
        String first = at(NOW).replace("acme");
        String second = at(NOW.plusSeconds(60)).replace("acme");
        String third = at(NOW.plusSeconds(120)).replace("acme");

        assertThat(at(NOW).find("acme").orElseThrow().signing(NOW.plusSeconds(121)))
                .containsExactly(third, second, first);
    }

    @Test
    void noMoreThanTenSign() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(0, at(NOW).replace("acme"));
        }

        assertThat(at(NOW).find("acme").orElseThrow().signing(NOW)).isEqualTo(all.subList(0, 10));
    }

    @Test
    void aLostAnswerDoesNotReplaceTwice() {
        WebhookSecrets secrets = new WebhookSecrets(Faults.losingAnswers(objects), Clock.fixed(NOW, ZoneOffset.UTC));
        String first = secrets.replace("acme");
        String second = secrets.replace("acme");

        assertThat(at(NOW).find("acme").orElseThrow().signing(NOW)).containsExactly(second, first);
    }

    @Test
    void whoeverReplacesAtTheSameTimeAsOthersGetsASecretThatSigns() {
        Set<String> given = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 8).parallel().forEach(i -> given.add(at(NOW).replace("acme")));

        assertThat(given).hasSize(8);
        assertThat(at(NOW).find("acme").orElseThrow().signing(NOW)).containsExactlyInAnyOrderElementsOf(given);
    }

    @Test
    void aSecretIsNeverPrinted() {
        String secret = at(NOW).replace("acme");
        at(NOW).replace("acme");

        assertThat(at(NOW).find("acme").orElseThrow().toString()).doesNotContain(secret);
        assertThat(at(NOW).find("acme").orElseThrow().retired().toString()).doesNotContain(secret);
    }

    @Test
    void theFirstVersionIsRead() throws IOException {
        try (InputStream stored = WebhookSecretsTest.class.getResourceAsStream("webhook-secret-v1.json")) {
            objects.put("organizations/acme/webhook-secret.json", stored.readAllBytes(), "application/json");
        }

        Instant until = Instant.parse("2026-11-24T12:00:00Z");
        assertThat(at(NOW).find("acme"))
                .hasValue(
                        new WebhookSecret("0f".repeat(32), List.of(new WebhookSecret.Retired("e2".repeat(32), until))));
    }

    @Test
    void anUnknownVersionIsNotGuessedAt() {
        objects.put(
                "organizations/acme/webhook-secret.json",
                "{\"version\":2}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "application/json");

        assertThatThrownBy(() -> at(NOW).find("acme")).hasMessageContaining("unknown version");
    }

    private WebhookSecrets at(Instant time) {
        return new WebhookSecrets(objects, Clock.fixed(time, ZoneOffset.UTC));
    }
}
