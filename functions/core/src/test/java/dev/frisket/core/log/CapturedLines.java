package dev.frisket.core.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Captures log lines, as in the cloud, and everything else that is printed. */
public final class CapturedLines implements AutoCloseable {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Output before = LogFinder.redirect(new CloudOutput("frisket-test"));

    public CapturedLines() {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    public String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Each line, which must be JSON. */
    public List<JsonNode> lines() {
        return text().lines()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        LogFinder.redirect(before);
    }
}
