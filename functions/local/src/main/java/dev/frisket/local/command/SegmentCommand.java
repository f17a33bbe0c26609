package dev.frisket.local.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.artwork.ArtworkFacts;
import dev.frisket.core.artwork.MaskFacts;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.PictureLimits;
import dev.frisket.core.artwork.PromptWords;
import dev.frisket.core.json.Json;
import dev.frisket.core.store.FactsJson;
import dev.frisket.core.store.ParametersJson;
import dev.frisket.local.stack.InstalledModels;
import dev.frisket.segment.PictureMasks;
import dev.frisket.segment.UnservedPromptException;
import dev.frisket.segment.mask.Cutout;
import dev.frisket.segment.mask.Parallel;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.picture.PictureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code frisket segment}: segments one picture and writes its masks to files, without a server. */
@Command(
        name = "segment",
        description = "Masks a picture of this machine, without any server.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Prints the names of the files it wrote. Ends with 0; with 2 if the command must be mended; with 1 if the",
            "picture can't be masked."
        })
final class SegmentCommand implements Callable<Integer> {
    private static final double MILLIS_PER_SECOND = 1000;

    private final Function<List<String>, ModelPacks> packs;

    @Spec
    private @Nullable CommandSpec spec;

    @CommandLine.Parameters(
            paramLabel = "PICTURE",
            description = "JPEG, PNG, WebP, GIF, BMP or TIFF; - reads it from standard input")
    private String picture = "";

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE",
            description = "the mask, .png or .webp; with --each mask.png becomes mask-0.png, mask-1.png and so on")
    private Path out = Path.of("mask.png");

    @Option(
            names = "--cutout",
            paramLabel = "FILE",
            description =
                    "also the picture with the mask as alpha, .png (exact) or .webp (lossy colours); numbered as -o")
    private @Nullable Path cutout;

    @Mixin
    private SegmentOptions options = new SegmentOptions();

    @Option(names = "--json", description = "print one line of JSON: parameters, duration, results")
    private boolean json;

    @Option(
            names = "--details",
            description = "print one line of JSON: what the words were taken for, and of each mask its score, what was"
                    + " detected, box and area")
    private boolean details;

    /** Uses the installed model packs. */
    SegmentCommand() {
        this(names -> InstalledModels.open(names, System.getenv()));
    }

    /** @param packs opens model packs by name */
    SegmentCommand(Function<List<String>, ModelPacks> packs) {
        this.packs = packs;
    }

    @Override
    public Integer call() {
        MaskFiles files = new MaskFiles("-o", out, options.each());
        MaskFiles cutouts = cutout == null ? null : new MaskFiles("--cutout", cutout, options.each());
        Parameters parameters = options.parameters(picture, files.format(), cutouts == null ? null : cutouts.format());
        try {
            byte[] file = read();
            if (file.length > PictureLimits.MAX_BYTES) {
                return failed("The picture has more than " + PictureLimits.MAX_BYTES / 1_000_000
                        + " MB; take a smaller file.");
            }
            Masked masked = segment(file, parameters, files, cutouts);
            report(parameters, files.written(), cutouts == null ? List.of() : cutouts.written(), masked);
            return CommandLine.ExitCode.OK;
        } catch (PictureException | UnservedPromptException e) {
            return failed(SegmentOptions.inOptions(String.valueOf(e.getMessage())));
        } catch (NoSuchFileException e) {
            return failed("There is no file " + e.getMessage() + ".");
        } catch (IOException e) {
            return failed("The picture can't be read: " + e.getMessage() + ".");
        } catch (UncheckedIOException e) {
            return failed("A mask can't be written: " + e.getMessage() + ".");
        }
    }

    private byte[] read() throws IOException {
        tell("reading " + (picture.equals("-") ? "the picture" : picture));
        try (InputStream in = picture.equals("-") ? System.in : Files.newInputStream(Path.of(picture))) {
            return in.readNBytes(PictureLimits.MAX_BYTES + 1);
        }
    }

    /**
     * The masks of a picture.
     *
     * @param facts what is known of them
     */
    private record Masked(ArtworkFacts facts, Duration duration) {}

    private Masked segment(byte[] file, Parameters parameters, MaskFiles files, @Nullable MaskFiles cutouts)
            throws PictureException, UnservedPromptException {
        tell("opening the models");
        try (ModelPacks opened = packs.apply(InstalledModels.EMBEDDED)) {
            tell("masking");
            List<MaskFacts> facts = new ArrayList<>();
            long begun = System.nanoTime();
            Optional<PromptWords> words = new PictureMasks(opened).make(file, parameters, mask -> {
                files.write(mask.file().format(), to -> to.write(mask.file().bytes()));
                Cutout cut = mask.cutout();
                if (cut != null && cutouts != null) {
                    cutouts.write(cut.format(), to -> cut.write(Parallel.available(), to));
                }
                facts.add(mask.facts());
            });
            Duration duration = Duration.ofNanos(System.nanoTime() - begun);
            words.ifPresent(understood -> warn(understood, facts));
            return new Masked(new ArtworkFacts(words.orElse(null), facts), duration);
        }
    }

    /** Nobody must take an empty mask for an answer: it is as likely that the words were not understood. */
    private void warn(PromptWords words, List<MaskFacts> facts) {
        if (!words.unknown().isEmpty()) {
            warn("Not understood: " + String.join(", ", words.unknown()) + ".");
        }
        if (facts.stream().allMatch(mask -> mask.detections().isEmpty())) {
            warn(
                    words.understood().isEmpty()
                            ? "Nothing was looked for, so the mask is empty."
                            : "Nothing was found, so the mask is empty; looked for: "
                                    + String.join(", ", words.understood()) + ".");
        }
    }

    private void report(Parameters parameters, List<Path> files, List<Path> cutouts, Masked masked) {
        PrintWriter writer = line().getOut();
        if (json || details) {
            ObjectNode report = Json.object();
            if (json) {
                report.set("parameters", ParametersJson.write(parameters));
                Json.putNumber(report, "duration", masked.duration().toMillis() / MILLIS_PER_SECOND);
                ArrayNode results = report.putArray("results");
                files.forEach(file -> results.add(file.toString()));
                if (!cutouts.isEmpty()) {
                    ArrayNode names = report.putArray("cutouts");
                    cutouts.forEach(file -> names.add(file.toString()));
                }
            }
            if (details) {
                FactsJson.putPrompt(report, masked.facts());
                ArrayNode masks = report.putArray("masks");
                for (int i = 0; i < files.size(); i++) {
                    ObjectNode mask = masks.addObject().put("file", files.get(i).toString());
                    if (!cutouts.isEmpty()) {
                        mask.put("cutout", cutouts.get(i).toString());
                    }
                    FactsJson.putFacts(mask, masked.facts().masks().get(i));
                }
            }
            writer.println(Json.write(report));
        } else {
            files.forEach(writer::println);
            cutouts.forEach(writer::println);
        }
        writer.flush();
    }

    private void warn(String sentence) {
        line().getErr().println("frisket: " + sentence);
        line().getErr().flush();
    }

    private int failed(String sentence) {
        warn(sentence);
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Prints a step of progress if the output is a terminal and not JSON. */
    private void tell(String step) {
        if (CommandLine.Help.Ansi.AUTO.enabled() && !json && !details) {
            line().getErr().println(step + " …");
            line().getErr().flush();
        }
    }

    private CommandLine line() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
