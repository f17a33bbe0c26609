package dev.frisket.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a receiver verifies a webhook; docs/webhooks.md shows this method. */
final class ReceiverExample {
    private ReceiverExample() {}

    /** Verifies that a webhook is from Frisket and fresh. Body: the raw bytes; headers: names in lower case. */
    static boolean verify(String secret, Map<String, String> headers, byte[] body) throws GeneralSecurityException {
        String timestamp = headers.get("webhook-timestamp");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(secret), "HmacSHA256"));
        mac.update((headers.get("webhook-id") + "." + timestamp + ".").getBytes(UTF_8));
        byte[] expected = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(UTF_8);
        boolean fresh = Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) < 300;
        return fresh
                && Arrays.stream(headers.getOrDefault("webhook-signature", "").split(" "))
                        .anyMatch(signature -> MessageDigest.isEqual(signature.getBytes(UTF_8), expected));
    }
}
