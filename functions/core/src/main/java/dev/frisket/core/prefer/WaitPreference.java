package dev.frisket.core.prefer;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The preference {@code wait=n} of a request, from its {@code Prefer} headers. Preferences are only wishes, so a malformed
 * one is ignored; of several, the first counts.
 *
 * @param seconds how long the caller prefers to wait, at least 0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240">RFC 7240</a>
 */
record WaitPreference(int seconds) {
    private static final String HEADER = "Prefer";
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";
    private static final String SPACE = "[ \\t]*+";
    private static final String VALUE = SPACE + "=" + SPACE + "(?:" + TOKEN + "|" + QUOTED + ")";
    private static final String PARAMETERS =
            "(?:" + SPACE + ";(?:" + SPACE + TOKEN + "(?:" + VALUE + ")?+)?+)*+" + SPACE;
    private static final Pattern WAIT =
            Pattern.compile(SPACE + "(?i:wait)" + SPACE + "=" + SPACE + "(?:([0-9]++)|\"([0-9]++)\")" + PARAMETERS);

    /** Longer waits are capped to this number of seconds. */
    private static final int MAX_SECONDS = 1_000_000;

    private static final int MAX_DIGITS = 7;

    /** The preference of a request; empty if it has none. */
    static Optional<WaitPreference> of(APIGatewayProxyRequestEvent event) {
        Map<String, List<String>> headers = event.getMultiValueHeaders();
        if (headers == null) {
            return Optional.empty();
        }
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(HEADER))
                .flatMap(header -> header.getValue().stream())
                .flatMap(value -> preferences(value).stream())
                .map(WAIT::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(wait -> new WaitPreference(seconds(wait.group(1) == null ? wait.group(2) : wait.group(1))));
    }

    /** The parts of a header between its commas, apart from commas in quotes. */
    private static List<String> preferences(String value) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case '"' -> quoted = !quoted;
                case '\\' -> i += quoted ? 1 : 0;
                case ',' -> {
                    if (!quoted) {
                        parts.add(value.substring(begin, i));
                        begin = i + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(value.substring(begin));
        return parts;
    }

    private static int seconds(String digits) {
        String number = digits.replaceFirst("^0+(?=.)", "");
        return number.length() > MAX_DIGITS ? MAX_SECONDS : Math.min(MAX_SECONDS, Integer.parseInt(number));
    }
}
