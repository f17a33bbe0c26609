package dev.frisket.local.command;

import dev.frisket.fetch.HubFetcher;
import dev.frisket.fetch.ModelFetcher;
import dev.frisket.fetch.Optimiser;
import dev.frisket.local.stack.InstalledModels;
import dev.frisket.local.stack.UsageException;
import dev.frisket.packs.Capability;
import dev.frisket.packs.CheckedFiles;
import dev.frisket.packs.HubRepository;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code frisket models}: the model packs on this machine. */
@Command(
        name = "models",
        description = "Lists what model packs recognize, fetches packs that aren't bundled, and optimises them.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "name a command");
    }

    @Command(
            name = "fetch",
            description =
                    "Fetches the files of a pack, checks their digests, and records those that are not published.",
            mixinStandardHelpOptions = true)
    void fetch(
            @Parameters(
                            paramLabel = "PACK",
                            arity = "1..*",
                            split = ",",
                            description = "name of a folder in models, for example grounding-dino")
                    List<String> names,
            @Option(names = "--hub", paramLabel = "URL", description = "a mirror of the hub that the manifest names")
                    @Nullable
                    String hub,
            @Option(names = "--locked", description = "fetch only what the manifest or its lock has a digest for")
                    boolean locked) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Path models = InstalledModels.folder(System.getenv());
        try {
            for (String name : names) {
                ModelPack pack = ModelPack.read(models, name);
                if (locked) {
                    pack.requirePins();
                }
                fetch(pack, hub, out);
                ModelPack.read(models, name).verify();
                out.println("The model pack " + name + " is complete.");
            }
        } catch (ModelException | IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void fetch(ModelPack pack, @Nullable String hub, PrintWriter out) {
        Optional<HubRepository> source = pack.manifest().source().hubRepository();
        if (source.isPresent()) {
            HubFetcher.ofThisMachine(line -> {
                        out.println(line);
                        out.flush();
                    })
                    .fetch(pack, hub == null ? source.get() : source.get().on(hub));
        } else {
            ModelFetcher.ofThisMachine(out::println).fetch(pack);
        }
    }

    @Command(
            name = "check",
            description = "Checks the files of packs against their digests.",
            mixinStandardHelpOptions = true)
    void check(
            @Parameters(paramLabel = "PACK", arity = "1..*", split = ",", description = "name of a folder in models")
                    List<String> names,
            @Option(
                            names = "--record",
                            description =
                                    "record them in models/checked.txt: for an image, whose workers then start faster")
                    boolean record) {
        Path models = InstalledModels.folder(System.getenv());
        try {
            List<ModelPack> packs = ModelPack.read(models, names);
            if (record) {
                CheckedFiles.record(models, packs);
            } else {
                packs.forEach(ModelPack::verify);
            }
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            names.forEach(name -> out.println("The model pack " + name + " is complete."));
        } catch (ModelException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    @Command(
            name = "words",
            description = {
                "Lists what text prompts can name: one class per line, with further words for it.",
                "Plurals are understood, too."
            },
            mixinStandardHelpOptions = true)
    void words(
            @Parameters(
                            paramLabel = "PACK",
                            defaultValue = "coco-ssd",
                            description = "name of a folder in models (default: ${DEFAULT-VALUE})")
                    String name) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try {
            ModelPack pack = ModelPack.read(InstalledModels.folder(System.getenv()), name);
            if (!pack.manifest().capabilities().contains(Capability.TEXT)) {
                throw new UsageException("The model pack " + name + " does not serve text.");
            }
            pack.words()
                    .ifPresentOrElse(
                            list -> list.section("classes")
                                    .forEach((word, others) -> out.println(
                                            others.isEmpty() ? word : word + ": " + String.join(", ", others))),
                            () -> out.println("The model pack " + name + " finds anything described in English."));
        } catch (ModelException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    @Command(
            name = "optimise",
            description = {
                "Optimises the models of a pack: the same masks in less CPU time.",
                "From then on, serve and image builds use them. Needs Python 3.11 or newer."
            },
            mixinStandardHelpOptions = true)
    void optimise(
            @Parameters(paramLabel = "PACK", description = "name of a folder in models, for example sam2-tiny")
                    String name,
            @Option(
                            names = "--python",
                            defaultValue = "python3",
                            paramLabel = "PROGRAM",
                            description = "the interpreter (default: ${DEFAULT-VALUE})")
                    String python) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try {
            Optimiser.ofThisMachine(line -> {
                        out.println(line);
                        out.flush();
                    })
                    .optimise(InstalledModels.folder(System.getenv()), name, python);
            out.println("The model pack " + name + " is optimised.");
        } catch (ModelException | IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
