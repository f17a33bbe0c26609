package dev.frisket.local.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.artwork.MaskFacts;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.PromptWords;
import dev.frisket.core.json.Json;
import dev.frisket.core.store.FactsJson;
import dev.frisket.core.store.ParametersJson;
import dev.frisket.local.command.Outcome.Masked;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reports what became of pictures: results on standard output, all else on standard error. */
final class SegmentReport {
    private static final double MILLIS_PER_SECOND = 1000;
    private static final int MAX_NAMES = 10;

    private final PrintWriter out;
    private final SegmentProgress progress;
    private final Content content;
    private final Parameters parameters;
    private final List<String> failures = new ArrayList<>();
    private int masked;
    private int skipped;

    /**
     * What is printed of a picture.
     *
     * @param json one line of JSON with parameters, duration and results
     * @param details one line of JSON with the facts of the masks
     * @param one whether there is one picture, named by the user: no names of pictures, no summary
     */
    record Content(boolean json, boolean details, boolean one) {
        boolean isJson() {
            return json || details;
        }
    }

    /** @param parameters of the request, to be reported */
    SegmentReport(PrintWriter out, SegmentProgress progress, Content content, Parameters parameters) {
        this.out = out;
        this.progress = progress;
        this.content = content;
        this.parameters = parameters;
    }

    synchronized void masked(PictureFiles files, Masked result) {
        masked++;
        String place = content.one() ? "" : files.picture().shown() + ": ";
        PromptWords words = result.facts().words();
        if (words != null) {
            warn(place, words, result.facts().masks());
        }
        if (content.isJson()) {
            ObjectNode report = line(files, "succeeded");
            if (content.json()) {
                report.set(
                        "parameters",
                        ParametersJson.write(parameters)
                                .put("imageUrl", files.picture().shown()));
                Json.putNumber(report, "duration", result.duration().toMillis() / MILLIS_PER_SECOND);
                putNames(report, "results", files.masks());
                putNames(report, "cutouts", files.cutouts());
                putNames(report, "overlays", files.overlays());
            }
            if (content.details()) {
                putDetails(report, files, result);
            }
            print(Json.write(report));
        } else if (!files.masks().isStandardOutput()) {
            files.written().forEach(file -> print(file.toString()));
        }
        progress.done(place
                + String.format(
                        Locale.ROOT, "masked in %.1f s", result.duration().toMillis() / MILLIS_PER_SECOND));
    }

    synchronized void skipped(PictureFiles files) {
        skipped++;
        if (content.isJson()) {
            print(Json.write(line(files, "skipped").put("skipped", true)));
        }
        String exists = "exists already; --overwrite replaces it.";
        if (content.one()) {
            progress.print("frisket: " + files.masks().name() + " " + exists);
        }
        progress.done(files.picture().shown() + ": " + exists);
    }

    synchronized void failed(String picture, String sentence) {
        failures.add(picture);
        if (!content.one() && content.isJson()) {
            print(Json.write(Json.object()
                    .put("picture", picture)
                    .put("status", "failed")
                    .put("error", sentence)));
        }
        progress.failed((content.one() ? "" : picture + ": ") + sentence);
    }

    /** Prints how many pictures were masked, skipped and failed. */
    synchronized void summarize(Duration duration) {
        if (content.one()) {
            return;
        }
        double seconds = duration.toMillis() / MILLIS_PER_SECOND;
        StringBuilder summary = new StringBuilder("frisket: " + masked + " of " + (masked + skipped + failures.size())
                + " pictures masked in " + String.format(Locale.ROOT, "%.1f s", seconds));
        if (skipped > 0) {
            summary.append(", ").append(skipped).append(" existing (--overwrite replaces them)");
        }
        if (!failures.isEmpty()) {
            summary.append(", ").append(failures.size()).append(" failed: ");
            summary.append(String.join(", ", failures.subList(0, Math.min(MAX_NAMES, failures.size()))));
            if (failures.size() > MAX_NAMES) {
                summary.append(" and ").append(failures.size() - MAX_NAMES).append(" more");
            }
        }
        progress.print(summary.append('.').toString());
    }

    /** Whether all pictures have their masks. */
    synchronized boolean succeeded() {
        return failures.isEmpty();
    }

    private ObjectNode line(PictureFiles files, String status) {
        ObjectNode line = Json.object();
        return content.one()
                ? line
                : line.put("picture", files.picture().shown()).put("status", status);
    }

    private static void putNames(ObjectNode report, String name, @Nullable MaskFiles files) {
        if (files != null) {
            ArrayNode names = report.putArray(name);
            files.written().forEach(file -> names.add(file.toString()));
        }
    }

    private static void putDetails(ObjectNode report, PictureFiles files, Masked result) {
        FactsJson.putPrompt(report, result.facts());
        ArrayNode masks = report.putArray("masks");
        for (int i = 0; i < files.masks().written().size(); i++) {
            ObjectNode mask = masks.addObject();
            putName(mask, "file", files.masks(), i);
            putName(mask, "cutout", files.cutouts(), i);
            putName(mask, "overlay", files.overlays(), i);
            FactsJson.putFacts(mask, result.facts().masks().get(i));
        }
    }

    private static void putName(ObjectNode mask, String name, @Nullable MaskFiles files, int number) {
        if (files != null) {
            mask.put(name, files.written().get(number).toString());
        }
    }

    /** Explains an empty mask, which may also mean that the words were not understood. */
    private void warn(String place, PromptWords words, List<MaskFacts> facts) {
        if (!words.unknown().isEmpty()) {
            progress.print("frisket: " + place + "Not understood: " + String.join(", ", words.unknown()) + ".");
        }
        if (facts.stream().allMatch(mask -> mask.detections().isEmpty())) {
            progress.print("frisket: " + place
                    + (words.understood().isEmpty()
                            ? "Nothing was looked for, so the mask is empty."
                            : "Nothing was found, so the mask is empty; looked for: "
                                    + String.join(", ", words.understood()) + "."));
        }
    }

    private void print(String line) {
        progress.clear();
        out.println(line);
        out.flush();
    }
}
