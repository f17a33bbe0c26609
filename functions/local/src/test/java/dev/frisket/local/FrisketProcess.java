package dev.frisket.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as people start it: a process of its own, from the jar that the build made. */
final class FrisketProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "frisket.jar");
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private FrisketProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static FrisketProcess start(Map<String, String> environment, String... arguments) throws IOException {
        assertThat(JAR).as("made by the package phase").exists();
        Path out = Files.createTempFile("frisket", ".out");
        Path err = Files.createTempFile("frisket", ".err");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of(ServeCommand.KEY_VARIABLE, "AWS_ENDPOINT_URL"));
        builder.environment().putAll(environment);
        return new FrisketProcess(
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
    }

    /** Waits for the line that says where the API is. */
    URI address() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            String said = out();
            if (said.endsWith("\n")) {
                return URI.create(said.strip().replace("Frisket is listening on ", ""));
            }
            Thread.sleep(50);
        }
        throw new IOException("it does not listen: " + err());
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** SIGTERM, as Ctrl-C's SIGINT a polite one. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.delete(out);
        Files.delete(err);
    }
}
