package dev.frisket.core.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.StoredObject;
import dev.frisket.core.json.Json;
import dev.frisket.core.store.ObjectKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The organizations' webhook secrets, each an object in the control bucket. */
public final class WebhookSecrets {
    private static final int VERSION = 1;
    private static final int SECRET_BYTES = 32;
    private static final int ROUNDS = 20;
    private static final String CONTENT_TYPE = "application/json";

    private final SecureRandom random = new SecureRandom();
    private final Bucket objects;
    private final Clock clock;

    /** @param objects the control bucket */
    public WebhookSecrets(Bucket objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /** What the organization's webhooks are signed with; empty if it never asked for a secret. */
    public Optional<WebhookSecret> find(String organization) {
        return objects.get(ObjectKeys.webhookSecret(organization)).map(WebhookSecrets::read);
    }

    /** What the organization's webhooks are signed with, made now if it never asked for a secret. */
    public WebhookSecret findOrCreate(String organization) {
        return find(organization).orElseGet(() -> {
            objects.create(
                    ObjectKeys.webhookSecret(organization),
                    write(new WebhookSecret(randomSecret(), List.of())),
                    CONTENT_TYPE);
            return find(organization)
                    .orElseThrow(() -> new IllegalStateException("no webhook secret of " + organization));
        });
    }

    /**
     * Makes a new secret, which signs at once; the one before it also signs for {@link WebhookSecret#OVERLAP}.
     *
     * <p>Two callers at once both get a secret that signs: whoever writes second replaces the first one's.
     */
    public String replace(String organization) {
        String secret = randomSecret();
        String key = ObjectKeys.webhookSecret(organization);
        for (int round = 0; round < ROUNDS; round++) {
            Optional<StoredObject> stored = objects.get(key);
            Optional<WebhookSecret> known = stored.map(WebhookSecrets::read);
            Instant now = clock.instant();
            // A write whose answer was lost.
            if (known.isPresent() && known.get().signing(now).contains(secret)) {
                return secret;
            }
            WebhookSecret next =
                    known.map(old -> old.replacedBy(secret, now)).orElseGet(() -> new WebhookSecret(secret, List.of()));
            byte[] written = write(next);
            Bucket.Write outcome = stored.isPresent()
                    ? objects.replace(key, written, CONTENT_TYPE, stored.get().etag())
                    : objects.create(key, written, CONTENT_TYPE);
            if (outcome == Bucket.Write.DONE) {
                return secret;
            }
        }
        throw new IllegalStateException("too many others change the webhook secret of " + organization);
    }

    private String randomSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] write(WebhookSecret secret) {
        ObjectNode json = Json.object().put("version", VERSION).put("current", secret.current());
        ArrayNode retired = json.putArray("retired");
        for (WebhookSecret.Retired each : secret.retired()) {
            retired.addObject()
                    .put("secret", each.secret())
                    .put("until", each.until().toString());
        }
        return Json.writeBytes(json);
    }

    private static WebhookSecret read(StoredObject object) {
        JsonNode json = Json.read(object.bytes());
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
