package dev.frisket.local.embedded;

import dev.frisket.core.id.UuidText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The temporary files of s3proxy, named by the object's name, a hyphen and a random UUID until they are renamed.
 *
 * <p>They are in the same folders as the objects, and a killed process leaves them there. No object of ours has such a name.
 */
final class UnfinishedWrites {
    private static final Pattern NAME = Pattern.compile(".*-" + UuidText.FORM, Pattern.DOTALL);

    private UnfinishedWrites() {}

    /** Whether an object key or file name is that of an unfinished write. */
    static boolean named(String key) {
        return NAME.matcher(key).matches();
    }

    /** Deletes what a killed process left in a folder; no process may be writing to it. */
    static void remove(Path folder) throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.walk(folder)) {
            left = files.filter(file -> named(file.getFileName().toString()) && Files.isRegularFile(file))
                    .toList();
        }
        for (Path file : left) {
            Files.delete(file);
        }
    }
}
