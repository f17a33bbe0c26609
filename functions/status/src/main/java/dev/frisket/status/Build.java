package dev.frisket.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * The version and commit of this program.
 *
 * @param version such as {@code 1.2.3}
 * @param commit 40 hexadecimal digits, or {@code unknown} if the sources were not in a git repository
 */
public record Build(String version, String commit) {
    /** The build of this program. */
    public static final Build THIS = read();

    private static Build read() {
        try (InputStream file = Objects.requireNonNull(Build.class.getResourceAsStream("build.properties"))) {
            Properties build = new Properties();
            build.load(file);
            return new Build(
                    Objects.requireNonNull(build.getProperty("version")),
                    Objects.requireNonNull(build.getProperty("commit")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
