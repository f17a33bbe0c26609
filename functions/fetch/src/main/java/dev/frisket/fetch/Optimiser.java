package dev.frisket.fetch;

import dev.frisket.core.id.Sha256;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelFile;
import dev.frisket.packs.ModelPack;
import dev.frisket.packs.OptimisedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Creates the optimised files of a pack with the pack's own Python program, in a virtual environment with exactly the
 * library versions that it requires: other versions might write other bytes, and the digests must match the manifest.
 */
public final class Optimiser {
    private static final String PROGRAM = "optimise.py";
    private static final String LIBRARIES = "requirements.txt";

    private final Path cache;
    private final CommandLine commandLine;
    private final Consumer<String> progress;

    /**
     * Creates an optimiser from its parts.
     *
     * @param cache folder that keeps the virtual environment; created when needed
     * @param progress receives a line for each slow step
     */
    Optimiser(Path cache, CommandLine commandLine, Consumer<String> progress) {
        this.cache = cache;
        this.commandLine = commandLine;
        this.progress = progress;
    }

    /** Creates an optimiser with the user's cache folder and the programs on the path. */
    public static Optimiser ofThisMachine(Consumer<String> progress) {
        return new Optimiser(CacheFolder.ofThisMachine(), CommandLine.ofThisMachine(), progress);
    }

    /**
     * Creates the missing optimised files; the published files must be in place.
     *
     * @param python the interpreter, 3.11 or newer
     * @throws ModelException if the pack has nothing to optimise, or Python is missing, fails or writes other bytes
     */
    public void optimise(Path models, String name, String python) {
        ModelPack pack = ModelPack.published(models, name);
        Map<String, List<OptimisedFile>> wanted = pack.manifest().optimised();
        if (wanted.isEmpty()) {
            throw new ModelException("The model pack " + name + " has nothing to optimise.");
        }
        pack.verify();
        try {
            String own = environment(pack, python);
            for (Map.Entry<String, List<OptimisedFile>> one : wanted.entrySet()) {
                make(pack, pack.manifest().file(one.getKey()), one.getValue(), own);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The model pack " + name + " can't be optimised: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("Optimising was interrupted.", e);
        }
    }

    /** The interpreter of a virtual environment with the pack's libraries. */
    private String environment(ModelPack pack, String python) throws IOException, InterruptedException {
        Path libraries = pack.folder().resolve(LIBRARIES);
        Path environment = cache.resolve("python-" + Sha256.hex(libraries));
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        String own = environment
                .resolve(windows ? "Scripts/python.exe" : "bin/python")
                .toString();
        Path complete = environment.resolve("complete");
        if (!Files.exists(complete)) {
            progress.accept("Installing the optimiser's libraries in " + environment);
            Files.createDirectories(cache);
            run(cache, python, "-m", "venv", "--clear", environment.toString());
            run(cache, own, "-m", "pip", "install", "--quiet", "--requirement", libraries.toString());
            Files.createFile(complete);
        }
        return own;
    }

    private void make(ModelPack pack, ModelFile source, List<OptimisedFile> wanted, String python)
            throws IOException, InterruptedException {
        Path partial = Files.createTempDirectory(pack.folder(), ".optimised");
        try {
            progress.accept("Optimising " + source.name());
            String program = pack.folder().resolve(PROGRAM).toString();
            String target = partial.resolve(wanted.get(0).name()).toString();
            run(pack.folder(), python, "-B", program, pack.path(source).toString(), target);
            for (OptimisedFile file : wanted) {
                String found = Sha256.hex(partial.resolve(file.name()));
                if (!found.equals(file.sha256())) {
                    throw new ModelException("%s made %s with SHA-256 %s; the manifest wants %s. It is not used."
                            .formatted(PROGRAM, file.name(), found, file.sha256()));
                }
            }
            for (OptimisedFile file : wanted) {
                Path made = partial.resolve(file.name());
                Files.move(made, pack.folder().resolve(file.name()), StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            for (OptimisedFile file : wanted) {
                Files.deleteIfExists(partial.resolve(file.name()));
            }
            Files.delete(partial);
        }
    }

    private void run(Path folder, String program, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        CommandLine.Outcome outcome;
        try {
            outcome = commandLine.run(command, folder);
        } catch (IOException e) {
            throw new ModelException(
                    program + " could not be started. Optimising needs Python 3.11 or newer with venv and pip;"
                            + " name its interpreter with --python.",
                    e);
        }
        if (outcome.exitCode() != 0) {
            throw new ModelException("`%s` ended with exit code %d. Its output:%n%s"
                    .formatted(
                            String.join(" ", command),
                            outcome.exitCode(),
                            outcome.output().strip()));
        }
    }
}
