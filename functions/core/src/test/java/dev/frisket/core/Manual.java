package dev.frisket.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documents, for tests that check it against the code. */
public final class Manual {
    private static final Pattern ROW = Pattern.compile("^\\| (.+) \\|$", Pattern.MULTILINE);

    private final String source;

    private Manual(String source) {
        this.source = source;
    }

    /** Reads a page of this project, such as {@code docs/use.md}. */
    public static Manual page(String name) {
        try {
            return new Manual(
                    Files.readString(Path.of(System.getProperty("template")).resolveSibling(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of all tables between a heading and the next, cell by cell, without the tables' headers. */
    public List<List<String>> rows(String heading) {
        String below =
                source.split("\n#+ " + Pattern.quote(heading) + "\n", 2)[1].split("\n#+ ", 2)[0];
        return Stream.of(below.split("\n\n"))
                .flatMap(block -> ROW.matcher(block).results().skip(1))
                .map(row -> List.of(row.group(1).split(" *\\| *", -1)))
                .toList();
    }

    /** The whole text on one line, so that sentences can be found wherever lines are broken. */
    public String text() {
        return source.replaceAll("\\s+", " ");
    }
}
