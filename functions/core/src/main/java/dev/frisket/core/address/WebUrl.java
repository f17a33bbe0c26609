package dev.frisket.core.address;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An untrusted URL that passed all checks that need no host lookup.
 *
 * @param scheme {@code http} or {@code https}
 * @param host its host
 * @param port 1..65535, the scheme's default if the URL names none
 * @param target path and query, escaped, beginning with a slash; the fragment is dropped
 */
public record WebUrl(String scheme, Host host, int port, String target) {

    private static final Pattern URL = Pattern.compile(
            "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<authority>[^/?#\\\\]*)(?<target>[^#]*)(?:#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>\\[[^\\]]*\\]|[^:]*)(?::(?<port>[0-9]{0,5}))?", Pattern.DOTALL);
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    /**
     * Parses a URL strictly: spellings that browsers and java.net interpret differently are refused.
     *
     * @param use determines the permitted protocols
     * @param policy determines the permitted hosts and ports
     * @throws RefusedUrlException naming the rule that the text breaks
     */
    public static WebUrl parse(String text, UrlPurpose use, AddressPolicy policy) throws RefusedUrlException {
        Matcher url = URL.matcher(text);
        if (Escaping.hasControls(text) || !url.matches()) {
            throw new RefusedUrlException("must be a URL address with " + use.protocols());
        }
        String scheme = url.group("scheme").toLowerCase(Locale.ROOT);
        if (!use.permits(scheme)) {
            throw new RefusedUrlException("must be a URL address with " + use.protocols());
        }
        String authority = url.group("authority");
        if (authority.indexOf('@') >= 0) {
            throw new RefusedUrlException("must be a URL address without user name or password");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw malformedHost();
        }
        Host host = Host.parse(parts.group("host")).orElseThrow(WebUrl::malformedHost);
        int port = port(parts.group("port"), scheme);
        judge(host, port, policy);
        return new WebUrl(scheme, host, port, Escaping.target(url.group("target")));
    }

    /**
     * The target of a redirect from this URL.
     *
     * @param location absolute or relative, as the server sent it
     * @throws RefusedUrlException naming the rule that the target breaks; it must not lead from https to http
     */
    public WebUrl redirect(String location, AddressPolicy policy) throws RefusedUrlException {
        WebUrl next = parse(absolute(location), UrlPurpose.PICTURE, policy);
        if (scheme.equals("https") && next.scheme.equals("http")) {
            throw new RefusedUrlException("must not redirect from https to http");
        }
        return next;
    }

    /** Whether the port is the scheme's default, which browsers omit from the URL and the Host header. */
    public boolean portIsUsual() {
        return port == usualPort(scheme);
    }

    @Override
    public String toString() {
        return scheme + "://" + host.inUrl() + (portIsUsual() ? "" : ":" + port) + target;
    }

    private String absolute(String location) {
        String origin = scheme + "://" + host.inUrl() + ":" + port;
        if (ABSOLUTE.matcher(location).matches()) {
            return location;
        }
        if (location.startsWith("//")) {
            return scheme + ":" + location;
        }
        if (location.startsWith("/")) {
            return origin + location;
        }
        String path = target.replaceFirst("\\?.*", "");
        if (location.startsWith("?")) {
            return origin + path + location;
        }
        return location.isEmpty() || location.startsWith("#")
                ? origin + target
                : origin + path.substring(0, path.lastIndexOf('/') + 1) + location;
    }

    private static int port(@Nullable String digits, String scheme) throws RefusedUrlException {
        if (digits == null || digits.isEmpty()) {
            return usualPort(scheme);
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new RefusedUrlException("must be a URL address with a port of 1 to 65535");
        }
        return port;
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static void judge(Host host, int port, AddressPolicy policy) throws RefusedUrlException {
        boolean permitted = host.literal().map(policy::permits).orElseGet(() -> policy.permitsName(host.text()));
        if (!permitted) {
            throw RefusedUrlException.notPublic();
        }
        if (host instanceof Host.Literal literal && policy.closes(literal.address(), port)) {
            throw internal(port);
        }
        if (!policy.permitsPort(port)) {
            throw new RefusedUrlException("must not use port " + port + ", which is another protocol's than the web's");
        }
    }

    static RefusedUrlException internal(int port) {
        return new RefusedUrlException("must not use port " + port + ", which this service keeps for itself");
    }

    private static RefusedUrlException malformedHost() {
        return new RefusedUrlException("must be a URL address with a well-formed host and port");
    }
}
