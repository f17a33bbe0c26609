package dev.frisket.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final String SECRET = "00112233445566778899aabbccddeeff".repeat(2);
    private static final String OTHER = "fedcba98".repeat(8);
    private static final String ID = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
    private static final byte[] BODY = "{\"textPrompt\":\"Füchse 🦊 \\n\"}".getBytes(UTF_8);

    @Test
    void theSignatureIsTheHmacOfIdTimestampAndBody() throws Exception {
        Map<String, String> headers =
                Signature.headers(ID, Instant.ofEpochMilli(1_795_435_200_999L), BODY, List.of(SECRET));

        byte[] signed = concat((ID + ".1795435200.").getBytes(UTF_8), BODY);
        assertThat(headers)
                .hasSize(3)
                .containsEntry("webhook-id", ID)
                .containsEntry("webhook-timestamp", "1795435200")
                .containsEntry("webhook-signature", "v1," + Base64.getEncoder().encodeToString(hmac(SECRET, signed)));
    }

    @Test
    void duringARotationBothSecretsSign() throws Exception {
        Map<String, String> both = Signature.headers(ID, Instant.now(), BODY, List.of(SECRET, OTHER));

        assertThat(both.getOrDefault("webhook-signature", "").split(" ")).hasSize(2);
        assertThat(ReceiverExample.verify(SECRET, both, BODY)).isTrue();
        assertThat(ReceiverExample.verify(OTHER, both, BODY)).isTrue();
        assertThat(ReceiverExample.verify("ab".repeat(32), both, BODY)).isFalse();
    }

    @Test
    void aReceiverRefusesWhatWasChangedOrIsOld() throws Exception {
        Map<String, String> headers = Signature.headers(ID, Instant.now(), BODY, List.of(SECRET));
        Map<String, String> old = Signature.headers(ID, Instant.now().minusSeconds(301), BODY, List.of(SECRET));

        assertThat(ReceiverExample.verify(SECRET, headers, BODY)).isTrue();
        assertThat(ReceiverExample.verify(SECRET, headers, concat(BODY, new byte[] {' '})))
                .isFalse();
        assertThat(ReceiverExample.verify(SECRET, old, BODY)).isFalse();
    }

    /** Writes the examples that {@code .ci/run webhooks} verifies with the reference libraries of other languages. */
    @Test
    void signedExamplesForOtherLanguagesAreWritten() throws Exception {
        ArrayNode examples = JsonNodeFactory.instance.arrayNode();
        for (byte[] body : List.of(BODY, "{}".getBytes(UTF_8), ("[\"" + "x".repeat(300_000) + "\"]").getBytes(UTF_8))) {
            for (List<String> secrets : List.of(List.of(SECRET), List.of(SECRET, OTHER), List.of(OTHER, SECRET))) {
                Map<String, String> headers = Signature.headers(ID, Instant.now(), body, secrets);
                ObjectNode example = examples.addObject().put("secret", SECRET).put("body", new String(body, UTF_8));
                headers.forEach(example.putObject("headers")::put);
            }
        }
        Path file = Files.createDirectories(Path.of("target")).resolve("signed-webhooks.json");
        Files.write(file, Json.writeBytes(examples));

        assertThat(Json.read(Files.readAllBytes(file))).hasSize(9);
    }

    // HMAC as defined in RFC 2104.
    private static byte[] hmac(String secret, byte[] message) throws Exception {
        byte[] inner = new byte[64];
        byte[] outer = new byte[64];
        byte[] key = HexFormat.of().parseHex(secret);
        for (int i = 0; i < 64; i++) {
            byte k = i < key.length ? key[i] : 0;
            inner[i] = (byte) (k ^ 0x36);
            outer[i] = (byte) (k ^ 0x5c);
        }
        return sha256(concat(outer, sha256(concat(inner, message))));
    }

    private static byte[] sha256(byte[] message) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(message);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(one);
        all.writeBytes(other);
        return all.toByteArray();
    }
}
