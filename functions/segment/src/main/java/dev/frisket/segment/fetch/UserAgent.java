package dev.frisket.segment.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What picture hosts are told of who asks; many refuse a program that names no address to complain to. */
public final class UserAgent {

    private static final Properties PROJECT = read();

    /** The project's own address. */
    public static final String PROJECT_URL = String.valueOf(PROJECT.getProperty("url"));

    private UserAgent() {}

    /**
     * The header's value, such as {@code Frisket/1.2.3 (+https://images.example)}.
     *
     * @param contactUrl where whoever runs the host learns who fetches from it
     */
    static String of(String contactUrl) {
        return "Frisket/" + PROJECT.getProperty("version") + " (+" + contactUrl + ")";
    }

    private static Properties read() {
        try (InputStream file = Objects.requireNonNull(UserAgent.class.getResourceAsStream("project.properties"))) {
            Properties project = new Properties();
            project.load(file);
            return project;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
