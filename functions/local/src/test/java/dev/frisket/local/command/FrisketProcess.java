package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, as users start it. */
public final class FrisketProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "frisket.jar");
    private static final long PATIENCE_SECONDS = 60;

    /** The process does not live long enough for the second JIT compiler to pay off. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;
    private final Path out;
    private final Path err;

    private FrisketProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts the jar that the build made. */
    static FrisketProcess start(Map<String, String> environment, String... arguments) throws IOException {
        assertThat(JAR).as("made by the package phase").exists();
        return start(List.of("-jar", JAR.toString()), environment, arguments);
    }

    /**
     * Starts {@code serve} on a free port, with models that take no time; pictures and webhooks may be on this machine.
     *
     * @param jvm options of its JVM
     */
    public static FrisketProcess serveStandIns(List<String> jvm, String key, Path data, String... more)
            throws IOException {
        return serveStandIns(jvm, Map.of(), key, data, more);
    }

    /** Starts {@code serve} likewise, with environment variables. */
    public static FrisketProcess serveStandIns(
            List<String> jvm, Map<String, String> environment, String key, Path data, String... more)
            throws IOException {
        List<String> program = new ArrayList<>(jvm);
        program.addAll(List.of("-cp", System.getProperty("java.class.path"), StandInServe.class.getName()));
        program.addAll(List.of("--port", "0", "--data", data.toString(), "--allow-private-hosts"));
        Map<String, String> variables = new HashMap<>(environment);
        variables.put(ServeCommand.KEY_VARIABLE, key);
        return start(program, variables, more);
    }

    /** Starts a main class of the class path. */
    public static FrisketProcess of(Class<?> main, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(List.of("-cp", System.getProperty("java.class.path"), main.getName()), environment, arguments);
    }

    /** Starts {@link SnapshotProbe} for functions, with environment variables. */
    static FrisketProcess probeOfSnapshots(Map<String, String> environment, List<String> functions) throws IOException {
        return start(
                List.of("-cp", System.getProperty("java.class.path"), SnapshotProbe.class.getName()),
                environment,
                functions.toArray(new String[0]));
    }

    private static FrisketProcess start(List<String> program, Map<String, String> environment, String... arguments)
            throws IOException {
        Path out = Files.createTempFile("frisket", ".out");
        Path err = Files.createTempFile("frisket", ".err");
        List<String> command = new ArrayList<>();
        command.add(tool("java"));
        command.addAll(QUICK_START);
        command.addAll(program);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(name -> name.equals(ServeCommand.KEY_VARIABLE) || name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        return new FrisketProcess(
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
    }

    /** Waits for the line with the API's URL. */
    public URI address() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            String printed = out();
            if (printed.endsWith("\n")) {
                return URI.create(printed.strip().replace("Frisket is listening on ", ""));
            }
            Thread.sleep(50);
        }
        throw new IOException("it does not listen: " + err());
    }

    public int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Sends SIGTERM, which allows an orderly shutdown, as Ctrl-C's SIGINT does. */
    public void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public String out() throws IOException {
        return Files.readString(out);
    }

    public String err() throws IOException {
        return Files.readString(err);
    }

    /** Bytes of the objects that survive a full collection. */
    public long heap() throws IOException {
        Process histogram = new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String printed = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return printed.lines()
                .filter(line -> line.startsWith("Total"))
                .mapToLong(line -> Long.parseLong(line.split(" +", -1)[2]))
                .findAny()
                .orElseThrow(() -> new IOException(printed));
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.delete(out);
        Files.delete(err);
    }
}
