package dev.frisket.fetch;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;

/** Runs other programs. */
@FunctionalInterface
public interface CommandLine {

    /**
     * Runs a program and waits for it to exit.
     *
     * @param command the program and its arguments
     * @param folder working directory
     * @throws IOException if there is no such program
     */
    Outcome run(List<String> command, Path folder) throws IOException, InterruptedException;

    /**
     * The outcome of a program.
     *
     * @param exitCode 0 on success
     * @param output its standard output and standard error
     */
    record Outcome(int exitCode, String output) {}

    /** Runs programs of this machine. */
    static CommandLine ofThisMachine() {
        return (command, folder) -> {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            return new Outcome(process.waitFor(), output);
        };
    }
}
