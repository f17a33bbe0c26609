package dev.frisket.core.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Removes secrets from log lines. Our own text should not contain any, but the messages of exceptions come from elsewhere.
 */
final class Redaction {
    private static final String GONE = "[removed]";
    private static final Map<Pattern, String> SECRETS = new LinkedHashMap<>();

    static {
        SECRETS.put(Pattern.compile("frk_\\w+"), GONE); // API keys
        SECRETS.put(Pattern.compile("(?i)\\b(bearer|basic) +[^\\s\",]+"), "$1 " + GONE);
        SECRETS.put(Pattern.compile("(https?://[^\\s\"'<>?#]*)[?#][^\\s\"'<>]*"), "$1?" + GONE); // presigned addresses
        SECRETS.put(Pattern.compile("(/v2/results/[^\\s\"'/]+/)[^\\s\"']+"), "$1" + GONE); // results need no API key
        SECRETS.put(Pattern.compile("(?i)\\b(X-Amz-[A-Za-z-]+)=[^\\s\"'&]+"), "$1=" + GONE);
        SECRETS.put(Pattern.compile("\\b[0-9a-fA-F]{64}\\b"), GONE); // webhook secrets
    }

    private Redaction() {}

    static String of(String text) {
        String clean = text;
        for (Map.Entry<Pattern, String> secret : SECRETS.entrySet()) {
            clean = secret.getKey().matcher(clean).replaceAll(secret.getValue());
        }
        return clean;
    }
}
