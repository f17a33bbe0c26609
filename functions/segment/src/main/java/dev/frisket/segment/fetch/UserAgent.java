package dev.frisket.segment.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The user agent sent to picture hosts; many refuse a program that gives no contact address. */
public final class UserAgent {

    private static final Properties PROJECT = read();

    /** The project's own web address. */
    public static final String PROJECT_URL = String.valueOf(PROJECT.getProperty("url"));

    private UserAgent() {}

    /**
     * The header's value, such as {@code Frisket/1.2.3 (+https://images.example)}.
     *
     * @param contactUrl address for the operators of picture hosts
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
