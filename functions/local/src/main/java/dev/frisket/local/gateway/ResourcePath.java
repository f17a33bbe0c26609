package dev.frisket.local.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path of a resource, whose parts in braces stand for any one part.
 *
 * @param resource such as {@code /v2/artworks/{id}}
 * @param parts what stands between the slashes
 */
record ResourcePath(String resource, List<String> parts) {
    ResourcePath {
        parts = List.copyOf(parts);
    }

    static ResourcePath of(String resource) {
        return new ResourcePath(resource, split(resource));
    }

    /** The parameters by name, decoded, if {@code path} is of this form; one slash at its end does not count. */
    Optional<Map<String, String>> match(String path) {
        List<String> called =
                split(path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        if (called.size() != parts.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (isParameter(part) && !called.get(i).isEmpty()) {
                parameters.put(part.substring(1, part.length() - 1), decode(called.get(i)));
            } else if (!part.equals(called.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** How many parts are parameters: of two resources that match, the one with fewer is meant. */
    int parameterCount() {
        return (int) parts.stream().filter(ResourcePath::isParameter).count();
    }

    private static boolean isParameter(String part) {
        return part.startsWith("{");
    }

    private static List<String> split(String path) {
        return Arrays.asList(path.split("/", -1));
    }

    // A plus is a plus in a path. What is no escape stands for itself.
    private static String decode(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }
}
