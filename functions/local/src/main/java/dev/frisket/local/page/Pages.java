package dev.frisket.local.page;

import dev.frisket.access.key.Token;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Serves the pages to browsers, and leaves all other requests to the API.
 *
 * <p>The markup of both pages contains the key. No other page can read it: the response has no CORS headers, can't be
 * framed, and contains the key only if the request's Host header names this machine. If a foreign name
 * resolves to this machine (DNS rebinding), the page does not contain the key.
 */
public final class Pages extends Handler.Abstract.NonBlocking {
    private static final Map<String, String> DOCUMENTS = Map.of("/", "/page/index.html", "/docs", "/page/docs.html");
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final Pattern OWN_NAME = Pattern.compile("(?i)(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");
    private static final String KEY_SLOT = "name=\"api-key\" content=\"";

    private final String key;
    private final Map<String, String> policies;

    // One copy of each file, shared by all responses that are still being sent.
    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    /**
     * @param key filled in on both pages; null if other machines can read them
     * @param storage origin of presigned URLs
     */
    public Pages(@Nullable Token key, URI storage) {
        this.key = key == null ? "" : escaped(key.text());
        String own =
                "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ";
        // The reference's renderer creates its styles at run time.
        this.policies = Map.of(
                "/",
                own + "style-src 'self'; img-src 'self' blob: http: https:; connect-src 'self' " + storage.getScheme()
                        + "://" + storage.getAuthority(),
                "/docs",
                own
                        + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        if (!METHODS.contains(request.getMethod())) {
            return false;
        }
        Optional<PageFile> file = PageFile.find(DOCUMENTS.getOrDefault(path, path));
        if (file.isEmpty()) {
            return false;
        }
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, file.get().contentType());
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Content-Security-Policy", policies.getOrDefault(path, "default-src 'none'"));
        byte[] bytes = read.computeIfAbsent(path, known -> file.get().bytes());
        if (DOCUMENTS.containsKey(path) && isAskedByOwnName(request)) {
            String page = new String(bytes, StandardCharsets.UTF_8);
            bytes = page.replace(KEY_SLOT, KEY_SLOT + key).getBytes(StandardCharsets.UTF_8);
        }
        response.write(true, ByteBuffer.wrap(bytes), callback);
        return true;
    }

    private static boolean isAskedByOwnName(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        return host != null && OWN_NAME.matcher(host).matches();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
