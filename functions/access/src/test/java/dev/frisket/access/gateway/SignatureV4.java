package dev.frisket.access.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4, computed independently from its specification.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed request</a>
 */
record SignatureV4(String accessKey, String secretKey, String region, String service) {
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");

    /** Whether the request carries it, over method, path, query, body, host, time and content type. */
    boolean isOf(HttpExchange exchange, byte[] body) {
        Matcher given = AUTHORIZATION.matcher(
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        if (!given.matches()
                || !given.group(1).equals(accessKey)
                || !given.group(3).equals(region)
                || !given.group(4).equals(service)) {
            return false;
        }
        List<String> headers = List.of(given.group(5).split(";"));
        if (!headers.contains("host") || !headers.contains("x-amz-date")) {
            return false;
        }
        String canonical = String.join(
                "\n",
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query(exchange.getRequestURI().getRawQuery()),
                headers.stream()
                        .map(name -> name + ":"
                                + exchange.getRequestHeaders().getFirst(name).strip() + "\n")
                        .collect(Collectors.joining()),
                given.group(5),
                sha256(body));
        String date = given.group(2);
        String text = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                exchange.getRequestHeaders().getFirst("X-Amz-Date"),
                date + "/" + region + "/" + service + "/aws4_request",
                sha256(canonical.getBytes(UTF_8)));
        byte[] key =
                hmac(hmac(hmac(hmac(("AWS4" + secretKey).getBytes(UTF_8), date), region), service), "aws4_request");
        return HexFormat.of().formatHex(hmac(key, text)).equals(given.group(6));
    }

    private static String query(@org.jspecify.annotations.Nullable String raw) {
        return raw == null ? "" : Arrays.stream(raw.split("&")).sorted().collect(Collectors.joining("&"));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
