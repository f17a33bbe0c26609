package dev.frisket.fetch;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;

/** Runs other programs. */
@FunctionalInterface
public interface CommandLine {

    /**
     * Runs a program to its end.
     *
     * @param command the program and its arguments
     * @param folder to run it in
     * @throws IOException if there is no such program
     */
    Outcome run(List<String> command, Path folder) throws IOException, InterruptedException;

    /**
     * How a program ended.
     *
     * @param exitCode 0 if it succeeded
     * @param output what it printed, errors included
     */
    record Outcome(int exitCode, String output) {}

    /** Programs of this machine. */
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
