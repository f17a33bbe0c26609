package dev.frisket.core.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.JsonObjects;
import dev.frisket.core.json.Json;
import dev.frisket.core.store.ObjectKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The stored webhook secrets of organizations, each an object in the control bucket. */
public final class WebhookSecrets {
    private static final int VERSION = 1;
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final JsonObjects<WebhookSecret> secrets;
    private final Clock clock;

    /** @param control the control bucket */
    public WebhookSecrets(Bucket control, Clock clock) {
        this.secrets = new JsonObjects<>(control, WebhookSecrets::write, WebhookSecrets::read);
        this.clock = clock;
    }

    /** The organization's secrets; empty if it never requested one. */
    public Optional<WebhookSecret> find(String organization) {
        return secrets.find(ObjectKeys.webhookSecret(organization));
    }

    /** The organization's secrets, created now if it never requested one. */
    public WebhookSecret findOrCreate(String organization) {
        return find(organization)
                .orElseGet(() -> secrets.createIfAbsent(
                        ObjectKeys.webhookSecret(organization), new WebhookSecret(randomSecret(), List.of())));
    }

    /**
     * Creates a new secret, which signs at once; the previous one also signs for {@link WebhookSecret#OVERLAP}.
     *
     * <p>Two concurrent callers both get a secret that signs: the second write replaces the first one's secret.
     */
    public String replace(String organization) {
        String secret = randomSecret();
        secrets.update(ObjectKeys.webhookSecret(organization), stored -> {
            Instant now = clock.instant();
            if (stored.isEmpty()) {
                return Optional.of(new WebhookSecret(secret, List.of()));
            }
            // Already among them: an earlier write was applied and its response lost.
            return stored.filter(known -> !known.signing(now).contains(secret))
                    .map(known -> known.replacedBy(secret, now));
        });
        return secret;
    }

    private String randomSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static ObjectNode write(WebhookSecret secret) {
        ObjectNode json = Json.object().put("version", VERSION).put("current", secret.current());
        ArrayNode retired = json.putArray("retired");
        for (WebhookSecret.Retired each : secret.retired()) {
            retired.addObject()
                    .put("secret", each.secret())
                    .put("until", each.until().toString());
        }
        return json;
    }

    private static WebhookSecret read(JsonNode json) {
        if (json.path("version").intValue() != VERSION) {
            throw new IllegalStateException("a webhook secret of an unknown version: " + json.path("version"));
        }
        List<WebhookSecret.Retired> retired = new ArrayList<>();
        for (JsonNode each : json.required("retired")) {
            retired.add(new WebhookSecret.Retired(
                    each.required("secret").textValue(),
                    Instant.parse(each.required("until").textValue())));
        }
        return new WebhookSecret(json.required("current").textValue(), retired);
    }
}
