package dev.frisket.core.address;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The URLs and names of the test resources, for all code that connects to untrusted URLs. */
public final class UrlLists {

    private UrlLists() {}

    /** URLs that must be refused as they stand, by trick. */
    public static Map<String, List<String>> hostileUrls() {
        return read("hostile-urls.json", new TypeReference<>() {});
    }

    /** Names that look harmless, with the resolver's answers that make them hostile. */
    public static Map<String, List<String>> hostileNames() {
        return read("hostile-names.json", new TypeReference<>() {});
    }

    /** URLs that must be accepted, with a browser's form: {@code new URL(…).href} of Node.js, fragment removed. */
    public static Map<String, String> publicUrls() {
        return read("public-urls.json", new TypeReference<>() {});
    }

    /** Parses an address; nothing is resolved. */
    public static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public static List<InetAddress> addresses(List<String> texts) {
        List<InetAddress> addresses = new ArrayList<>();
        texts.forEach(text -> addresses.add(address(text)));
        return addresses;
    }

    private static <T> T read(String name, TypeReference<T> type) {
        try (InputStream in = Objects.requireNonNull(UrlLists.class.getResourceAsStream(name), name)) {
            return new ObjectMapper().readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
