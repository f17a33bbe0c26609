package dev.frisket.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.artwork.CutoutFormat;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.OutputFormat;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.json.Json;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.local.stack.UsageException;
import dev.frisket.submit.AddressRules;
import dev.frisket.submit.RequestReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Options for what to mask and how; they become an API request, so that the API's rules apply to them.
 *
 * <p>Values are passed on unchecked, and the property names in the API's error message are replaced by option names.
 */
final class SegmentOptions {
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("pointsPositive", "--point"),
            Map.entry("pointsNegative", "--negative"),
            Map.entry("pointsBox", "--box"),
            Map.entry("boxes", "--box"),
            Map.entry("pointsRefinementSteps", "--refine"),
            Map.entry("textPrompt", "--text"),
            Map.entry("textConfidence", "--confidence"),
            Map.entry("textMaxDetections", "--max-detections"),
            Map.entry("maskExpand", "--expand"),
            Map.entry("maskBlurSigma", "--blur-sigma"),
            Map.entry("maskKernelSize", "--kernel"),
            Map.entry("cutoutFormat", "--cutout"),
            Map.entry("imageUrl", "PICTURE"));
    private static final Pattern PROPERTY =
            Pattern.compile("\\b(" + String.join("|", OPTIONS.keySet()) + ")\\b(\\.points)?");

    private static final AddressRules NO_ADDRESSES = new AddressRules() {
        @Override
        public Optional<String> checkPicture(String file) {
            return Optional.empty();
        }

        @Override
        public Optional<String> checkWebhook(String url) {
            return Optional.empty();
        }
    };

    @Option(
            names = "--point",
            paramLabel = "X,Y",
            description = "a point inside, in fractions of width and height: 0.5,0.5 is the middle; may be repeated")
    private List<String> positive = List.of();

    @Option(names = "--negative", paramLabel = "X,Y", description = "a point outside; may be repeated")
    private List<String> negative = List.of();

    @Option(
            names = "--box",
            paramLabel = "X1,Y1,X2,Y2",
            description =
                    "a box around an object, in fractions of width and height; may be repeated, but with points only one")
    private List<String> boxes = List.of();

    @Option(names = "--refine", paramLabel = "N", description = "how often the mask of points is refined, up to 10")
    private @Nullable String refine;

    @Option(names = "--text", paramLabel = "WORDS", description = "what to find, in place of points")
    private @Nullable String text;

    @Option(names = "--confidence", paramLabel = "N", description = "minimum score of detections (0.2)")
    private @Nullable String confidence;

    @Option(
            names = "--max-detections",
            paramLabel = "N",
            description = "maximum number of detections, best first, up to 100")
    private @Nullable String maxDetections;

    @Option(names = "--each", description = "write a separate mask for each candidate, object or box")
    private boolean each;

    @Option(names = "--fill-holes", description = "fill the holes of the mask")
    private boolean fillHoles;

    @Option(names = "--largest", description = "keep only the largest region of the mask")
    private boolean largest;

    @Option(names = "--invert", description = "swap inside and outside, after all other work on the mask")
    private boolean invert;

    @Option(names = "--expand", paramLabel = "PIXELS", description = "grow the mask or, negative, shrink it")
    private @Nullable String expand;

    @Option(names = "--tapered", description = "grow as a diamond instead of a square")
    private boolean tapered;

    @Option(names = "--blur-sigma", paramLabel = "PIXELS", description = "standard deviation of the blur (0.1)")
    private @Nullable String blurSigma;

    @Option(names = "--kernel", paramLabel = "PIXELS", description = "radius of the blur, up to 100 (0: none)")
    private @Nullable String kernel;

    /** Whether there may be several masks. */
    boolean each() {
        return each;
    }

    /**
     * Builds the request and validates it.
     *
     * @param format of the masks
     * @param cutoutFormat of the cut-outs; null if they are not wanted
     * @throws UsageException naming each option that breaks a rule, and the rule
     */
    Parameters parameters(MaskFormat format, @Nullable MaskFormat cutoutFormat) {
        List<Method> given =
                Arrays.stream(Method.values()).filter(this::isGiven).toList();
        if (given.isEmpty()) {
            throw new UsageException("specify what to mask, with --point X,Y, --box X1,Y1,X2,Y2 or --text WORDS");
        }
        if (given.size() > 1) {
            throw new UsageException("--text can't be used together with --point, --negative or --box");
        }
        if (hasPoints() && boxes.size() > 1) {
            throw new UsageException("only one --box can be used together with --point or --negative");
        }
        try {
            return new RequestReader(UnknownPropertyRule.REFUSE, NO_ADDRESSES)
                    .read(Json.writeBytes(request(given.get(0), format, cutoutFormat)));
        } catch (ApiException e) {
            throw new UsageException(inOptions(String.valueOf(e.getMessage())), e);
        }
    }

    /** A sentence for each option that has no effect in combination with the others. */
    List<String> withoutEffect(MaskParameters work) {
        List<String> sentences = new ArrayList<>();
        addIf(blurSigma != null && work.kernelSize() <= 0, "--blur-sigma has no effect without --kernel.", sentences);
        addIf(tapered && work.expand() == 0, "--tapered has no effect without --expand.", sentences);
        addIf(confidence != null && text == null, "--confidence has no effect without --text.", sentences);
        addIf(maxDetections != null && text == null, "--max-detections has no effect without --text.", sentences);
        addIf(refine != null && !hasPoints(), "--refine has no effect without --point.", sentences);
        return sentences;
    }

    private static void addIf(boolean condition, String sentence, List<String> sentences) {
        if (condition) {
            sentences.add(sentence);
        }
    }

    /** Replaces the request's property names in a message by option names. */
    static String inOptions(String message) {
        return PROPERTY.matcher(message).replaceAll(found -> OPTIONS.get(found.group(1)));
    }

    private boolean isGiven(Method method) {
        return switch (method) {
            case TEXT -> text != null;
            case POINTS -> hasPoints();
            case BOXES -> !boxes.isEmpty() && !hasPoints();
        };
    }

    private boolean hasPoints() {
        return !(positive.isEmpty() && negative.isEmpty());
    }

    private ObjectNode request(Method method, MaskFormat format, @Nullable MaskFormat cutoutFormat) {
        ObjectNode request = Json.object().put("imageUrl", "PICTURE");
        request.put("outputFormat", OutputFormat.of(format).value());
        if (cutoutFormat != null) {
            request.put("cutoutFormat", CutoutFormat.of(cutoutFormat).value());
        }
        request.put("method", method.value()).put("textPrompt", text);
        request.put("textCombineMasks", !each).put("pointsBestMask", !each).put("maskTaperedCorners", tapered);
        putPoints(request, "pointsPositive", positive);
        putPoints(request, "pointsNegative", negative);
        if (!boxes.isEmpty()) {
            putBoxes(request);
        }
        putIfTrue(request, "maskFillHoles", fillHoles);
        putIfTrue(request, "maskLargestOnly", largest);
        putIfTrue(request, "maskInvert", invert);
        request.set("pointsRefinementSteps", number(refine));
        request.set("textConfidence", number(confidence));
        request.set("textMaxDetections", number(maxDetections));
        request.set("maskExpand", number(expand));
        request.set("maskBlurSigma", number(blurSigma));
        request.set("maskKernelSize", number(kernel));
        return request;
    }

    private static void putIfTrue(ObjectNode request, String name, boolean value) {
        if (value) {
            request.put(name, true);
        }
    }

    private static void putPoints(ObjectNode request, String name, List<String> places) {
        ArrayNode points = request.putObject(name).putArray("points");
        places.forEach(place -> putNumbers(points.addArray(), place));
    }

    private void putBoxes(ObjectNode request) {
        if (hasPoints()) {
            putNumbers(request.putArray("pointsBox"), boxes.get(0));
            return;
        }
        ArrayNode all = request.put("boxesCombineMasks", !each).putArray("boxes");
        boxes.forEach(box -> putNumbers(all.addArray(), box));
    }

    private static void putNumbers(ArrayNode array, String numbers) {
        for (String part : numbers.split(",", -1)) {
            array.add(number(part));
        }
    }

    // Text that is not a number is passed on, for the API's rules to refuse.
    private static @Nullable JsonNode number(@Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return Json.object().numberNode(new BigDecimal(value.strip()));
        } catch (NumberFormatException e) {
            return TextNode.valueOf(value);
        }
    }
}
