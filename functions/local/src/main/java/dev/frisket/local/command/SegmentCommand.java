package dev.frisket.local.command;

import com.google.common.base.Suppliers;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.concurrent.DaemonThreads;
import dev.frisket.core.log.QuietLog;
import dev.frisket.local.command.Outcome.Failed;
import dev.frisket.local.command.Outcome.Skipped;
import dev.frisket.local.command.SegmentReport.Content;
import dev.frisket.local.stack.InstalledModels;
import dev.frisket.local.stack.UsageException;
import dev.frisket.packs.Capability;
import dev.frisket.segment.PictureMasks;
import dev.frisket.segment.fetch.PictureFetcher;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.ModelPacks;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code frisket segment}: segments pictures and writes their masks to files, without a server. */
@Command(
        name = "segment",
        description = "Masks pictures without a server.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Prints the names of the files it wrote. A picture whose files exist already is skipped. Ends with 0; with 2",
            "if the command line is wrong; with 1 if a picture can't be masked, after all others are."
        })
final class SegmentCommand implements Callable<Integer> {
    private static final int MAX_JOBS = 64;

    private final Function<List<String>, ModelPacks> packs;

    @Spec
    private @Nullable CommandSpec spec;

    @CommandLine.Parameters(
            paramLabel = "PICTURE",
            arity = "1..*",
            description = "JPEG, PNG, WebP, GIF, BMP or TIFF: a file, a folder, a glob such as 'photos/**/*.jpg', an"
                    + " address (http, https); - reads standard input")
    private List<String> pictures = List.of();

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE|DIR",
            description =
                    "the mask, .png or .webp (with --each mask.png becomes mask-0.png and so on); or a folder, or a"
                            + " pattern such as 'masks/{name}-mask.webp' with {name}, {ext} and {folder} of the picture; -"
                            + " writes a PNG to standard output")
    private String out = "";

    @Option(
            names = "--cutout",
            paramLabel = "FILE|DIR",
            description = "also the picture with the mask as alpha, .png (exact) or .webp (lossy colours); named as -o")
    private @Nullable String cutout;

    @Option(
            names = "--overlay",
            paramLabel = "FILE|DIR",
            description = "also the picture with the mask drawn over it, .png or .webp; named as -o")
    private @Nullable String overlay;

    @Mixin
    private SegmentOptions options = new SegmentOptions();

    @Option(names = "--recursive", description = "search the subfolders of folders, too")
    private boolean recursive;

    @Option(names = "--overwrite", description = "replace existing files")
    private boolean overwrite;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "pictures at a time, each of which needs memory (default: ${DEFAULT-VALUE})")
    private int jobs;

    @Option(names = "--allow-private-hosts", description = "allow addresses of this machine or a private network")
    private boolean allowPrivateHosts;

    @Option(names = "--json", description = "print a line of JSON for each picture: parameters, duration, results")
    private boolean json;

    @Option(
            names = "--details",
            description = "print a line of JSON for each picture: how the words were understood, and of each mask its"
                    + " score, what was detected, box and area")
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
    public Integer call() throws InterruptedException {
        long begun = System.nanoTime();
        OutputPlan outputs = new OutputPlan(
                OutputNames.of("-o", out),
                cutout == null ? null : OutputNames.of("--cutout", cutout),
                overlay == null ? null : OutputNames.of("--overlay", overlay),
                options.each());
        MaskFormat cutoutFormat =
                outputs.cutouts() == null ? null : outputs.cutouts().format();
        Parameters parameters = options.parameters(outputs.masks().format(), cutoutFormat);
        if (jobs < 1 || jobs > MAX_JOBS) {
            throw new UsageException("--jobs must be 1 to " + MAX_JOBS);
        }
        if (outputs.masks().isStandardOutput() && (json || details)) {
            throw new UsageException("-o - can't be used together with --json or --details");
        }
        PictureSearch search = PictureSearch.of(pictures, recursive);
        List<PictureFiles> plan = outputs.of(search.pictures());
        options.withoutEffect(parameters.mask()).forEach(this::warn);
        if (recursive && !search.searched()) {
            warn("--recursive has no effect without a folder.");
        }
        if (plan.size() < search.pictures().size()) {
            warn("Ignored, since they are results of other pictures: "
                    + (search.pictures().size() - plan.size()) + ".");
        }
        boolean one = pictures.size() == 1 && !search.searched();
        SegmentProgress progress = progress(one, plan.size() + search.problems().size());
        SegmentReport report =
                new SegmentReport(line().getOut(), progress, new Content(json, details, one), parameters);
        try (progress) {
            search.problems().forEach(report::failed);
            List<PictureFiles> left = withoutEnded(plan, report);
            if (!left.isEmpty()) {
                // An overlay is drawn from the pixels of a cut-out.
                MaskFormat drawn = overlay != null && cutout == null ? MaskFormat.PNG : cutoutFormat;
                segment(left, report, options.parameters(outputs.masks().format(), drawn));
            }
        }
        report.summarize(Duration.ofNanos(System.nanoTime() - begun));
        return report.succeeded() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Reports the pictures that need no model. */
    private List<PictureFiles> withoutEnded(List<PictureFiles> plan, SegmentReport report) {
        List<PictureFiles> left = new ArrayList<>();
        for (PictureFiles files : plan) {
            if (!overwrite && files.isDone()) {
                new Skipped().reportTo(report, files);
            } else if (files.picture().path().filter(Files::notExists).isPresent()) {
                new Failed("There is no file " + files.picture().shown() + ".").reportTo(report, files);
            } else {
                left.add(files);
            }
        }
        return left;
    }

    private void segment(List<PictureFiles> plan, SegmentReport report, Parameters parameters)
            throws InterruptedException {
        // The log is for operators of the API: users get the sentence of a failure.
        QuietLog quiet = QuietLog.begin();
        ExecutorService threads = Executors.newFixedThreadPool(jobs, DaemonThreads.named("picture"));
        try (ModelPacks opened = packs.apply(InstalledModels.EMBEDDED)) {
            opened.find(Capability.POINTS, MaskModel.class); // if the models can't be used, no picture can be masked
            Supplier<PictureFetcher> fetcher = Suppliers.memoize(() ->
                    PictureFetcher.over(allowPrivateHosts ? AddressPolicy.ALLOW_PRIVATE : AddressPolicy.PUBLIC_ONLY));
            PictureSegmenter segmenter = new PictureSegmenter(
                    new PictureMasks(opened), parameters, url -> fetcher.get().fetch(url), this::worded);
            List<Future<?>> running = new ArrayList<>();
            for (PictureFiles files : plan) {
                running.add(threads.submit(() -> segmenter.segment(files).reportTo(report, files)));
            }
            for (Future<?> picture : running) {
                picture.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(FailureSentence.of(e), e);
        } finally {
            threads.shutdownNow();
            quiet.close();
        }
    }

    private String worded(String message) {
        String worded = SegmentOptions.inOptions(message);
        if (cutout == null) {
            worded = worded.replace("--cutout", "--overlay");
        }
        return worded.contains("publicly routable") && !allowPrivateHosts
                ? worded.replaceFirst("\\.$", "; --allow-private-hosts permits others.")
                : worded;
    }

    private SegmentProgress progress(boolean one, int count) {
        PrintWriter err = line().getErr();
        if (one || (count < 2 && (json || details))) {
            return SegmentProgress.none(err);
        }
        if (SegmentProgress.isTerminal()) {
            return SegmentProgress.bar(err, System.err, count);
        }
        return json || details ? SegmentProgress.none(err) : SegmentProgress.lines(err, count);
    }

    private void warn(String sentence) {
        line().getErr().println("frisket: " + sentence);
        line().getErr().flush();
    }

    private CommandLine line() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
