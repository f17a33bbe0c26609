package dev.frisket.local.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that is served to browsers.
 *
 * @param contentType its media type
 * @param resource its location on the class path
 */
record PageFile(String contentType, URL resource) {
    private static final String ROOT = "/dev/frisket/local/";

    // Rules out traversal: the only dot is that of the extension, the only slashes are those of the two folders.
    private static final Pattern PATH = Pattern.compile("/(?:page|samples)/[a-z0-9-]+\\.([a-z]+)");

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "jpg", "image/jpeg",
            "js", "text/javascript; charset=utf-8",
            "png", "image/png",
            "svg", "image/svg+xml");

    /** The file of a path such as {@code /page/stage.js}. */
    static Optional<PageFile> find(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches() || !TYPES.containsKey(matcher.group(1))) {
            return Optional.empty();
        }
        return Optional.ofNullable(PageFile.class.getResource(ROOT + path.substring(1)))
                .map(resource -> new PageFile(TYPES.get(matcher.group(1)), resource));
    }

    byte[] bytes() {
        try (InputStream in = resource.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
