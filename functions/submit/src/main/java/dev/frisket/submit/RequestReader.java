package dev.frisket.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.artwork.BoxPrompt;
import dev.frisket.core.artwork.BoxesParameters;
import dev.frisket.core.artwork.CutoutFormat;
import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.OutputFormat;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.PointGroup;
import dev.frisket.core.artwork.PointsParameters;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.core.request.JsonBody;
import dev.frisket.core.request.Properties;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.request.Violations;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parses an untrusted body into valid parameters, or into one refusal that names every broken rule. */
public final class RequestReader {
    /** All properties, in the order of the OpenAPI document. */
    static final List<String> PROPERTIES = Stream.of(
                    Stream.of("imageUrl", "method"),
                    Arrays.stream(Method.values())
                            .sorted(Comparator.comparingInt(RequestReader::place))
                            .flatMap(method -> properties(method).stream()),
                    Stream.of("maskFillHoles", "maskLargestOnly", "maskExpand", "maskTaperedCorners"),
                    Stream.of("maskKernelSize", "maskBlurSigma", "maskInvert"),
                    Stream.of("outputFormat", "cutoutFormat", "webhook"))
            .flatMap(names -> names)
            .toList();

    /** Names of our properties in other segmentation services, in lower case without separators. */
    private static final Map<String, String> NAMES_ELSEWHERE = Stream.of(
                    Map.entry(
                            "imageUrl",
                            "image img imageuri inputimage input url uri src source file picture pictureurl"),
                    Map.entry("textPrompt", "prompt text query caption textquery label class classes"),
                    Map.entry(
                            "pointsPositive",
                            "point points pointcoords pointlabels inputpoint inputpoints inputlabels labels clicks coordinates"),
                    Map.entry("boxes", "box bbox bboxes inputbox inputboxes boxprompt boundingbox boundingboxes"),
                    Map.entry("webhook", "webhookurl callback callbackurl notifyurl"),
                    Map.entry(
                            "textConfidence",
                            "threshold confidence score boxthreshold textthreshold confidencethreshold"),
                    Map.entry("textMaxDetections", "topk maxdetections nummasks maxmasks limit"),
                    Map.entry("pointsMultimask", "multimask multimaskoutput"),
                    Map.entry("outputFormat", "format outputtype responseformat"),
                    Map.entry("maskExpand", "dilate dilation expand grow padding"),
                    Map.entry("maskKernelSize", "blur blurradius feather"),
                    Map.entry("maskInvert", "invert invertmask"))
            .flatMap(names -> Arrays.stream(names.getValue().split(" ")).map(name -> Map.entry(name, names.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final int MAX_PROMPT_CODE_POINTS = 1000;
    private static final int MAX_EXPAND = 16_384;

    private final UnknownPropertyRule unknownPropertyRule;
    private final AddressRules addresses;

    public RequestReader(UnknownPropertyRule unknownPropertyRule, AddressRules addresses) {
        this.unknownPropertyRule = unknownPropertyRule;
        this.addresses = addresses;
    }

    /** The position of a method's properties in the list: the most used method first. */
    private static int place(Method method) {
        return switch (method) {
            case POINTS -> 0;
            case TEXT -> 1;
            case BOXES -> 2;
        };
    }

    /** The properties of a method, which requests of other methods may have, too. */
    private static List<String> properties(Method method) {
        return switch (method) {
            case TEXT -> List.of("textPrompt", "textConfidence", "textMaxDetections", "textCombineMasks");
            case POINTS ->
                List.of(
                        "pointsPositive",
                        "pointsNegative",
                        "pointsBox",
                        "pointsRefinementSteps",
                        "pointsMultimask",
                        "pointsBestMask");
            case BOXES -> List.of("boxes", "boxesCombineMasks");
        };
    }

    /**
     * Reads the body of a request.
     *
     * @throws ApiException.ContentTooLarge if it has more than {@value JsonBody#MAX_BYTES} bytes
     * @throws ApiException.BadRequest if it breaks any other rule
     */
    public Parameters read(byte[] body) {
        return read(JsonBody.object(body));
    }

    private Parameters read(JsonNode request) {
        Violations violations = new Violations();
        Properties properties = new Properties(request, violations);
        unknownPropertyRule.check(request, "", PROPERTIES, NAMES_ELSEWHERE, violations);

        String imageUrl = readImageUrl(properties, violations);
        Optional<Method> method = properties.requiredChoice("method", Method.class);
        TextParameters text = readText(properties, method, violations);
        PointsParameters points = readPoints(
                properties, new PointGroups(properties, unknownPropertyRule, violations), method, violations);
        BoxesParameters boxes = readBoxes(properties, method, violations);
        MaskParameters mask = new MaskParameters(
                properties.integer("maskExpand", -MAX_EXPAND, MAX_EXPAND, MaskParameters.DEFAULTS.expand()),
                properties.bool("maskTaperedCorners", MaskParameters.DEFAULTS.taperedCorners()),
                properties.number("maskBlurSigma", 0.1, 100, MaskParameters.DEFAULTS.blurSigma()),
                properties.integer("maskKernelSize", 100, MaskParameters.DEFAULTS.kernelSize()),
                boolIfSent(properties, "maskFillHoles"),
                boolIfSent(properties, "maskLargestOnly"),
                boolIfSent(properties, "maskInvert"));
        OutputFormat outputFormat =
                properties.choice("outputFormat", OutputFormat.class).orElse(OutputFormat.AUTO);
        CutoutFormat cutoutFormat =
                properties.choice("cutoutFormat", CutoutFormat.class).orElse(null);
        String webhook = properties.string("webhook").orElse(null);
        if (webhook != null) {
            addresses.checkWebhook(webhook).ifPresent(rule -> violations.add("webhook", rule));
        }
        if (!violations.isEmpty() || method.isEmpty()) {
            throw violations.toException();
        }
        return new Parameters(imageUrl, method.get(), text, points, boxes, mask, outputFormat, cutoutFormat, webhook);
    }

    private String readImageUrl(Properties properties, Violations violations) {
        if (properties.find("imageUrl").isEmpty()) {
            violations.add("imageUrl", "should not be empty");
        }
        String imageUrl = properties.string("imageUrl").orElse("");
        if (!imageUrl.isEmpty()) {
            addresses.checkPicture(imageUrl).ifPresent(rule -> violations.add("imageUrl", rule));
        } else if (properties.find("imageUrl").filter(JsonNode::isTextual).isPresent()) {
            violations.add("imageUrl", "should not be empty");
        }
        return imageUrl;
    }

    private static TextParameters readText(Properties properties, Optional<Method> method, Violations violations) {
        Optional<String> prompt = properties.string("textPrompt");
        boolean tooLong = prompt.isPresent()
                && prompt.get().codePointCount(0, prompt.get().length()) > MAX_PROMPT_CODE_POINTS;
        boolean blank = prompt.isEmpty() || isBlank(prompt.get());
        if (tooLong) {
            violations.add("textPrompt", "must be shorter than or equal to " + MAX_PROMPT_CODE_POINTS + " characters");
        }
        boolean wrongType = properties.find("textPrompt").isPresent() && prompt.isEmpty();
        if (method.filter(RequestReader::needsText).isPresent() && blank && !wrongType) {
            violations.add("textPrompt", "should not be empty");
        }
        TextParameters defaults = TextParameters.DEFAULTS;
        return new TextParameters(
                blank ? null : prompt.get(),
                properties.number("textConfidence", 1, defaults.confidence()),
                properties.integer("textMaxDetections", -1, 100, defaults.maxDetections()),
                properties.bool("textCombineMasks", defaults.combineMasks()));
    }

    private static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(point -> Character.isWhitespace(point)
                        || Character.isSpaceChar(point)
                        || Character.getType(point) == Character.CONTROL
                        || Character.getType(point) == Character.FORMAT);
    }

    private static PointsParameters readPoints(
            Properties properties, PointGroups groups, Optional<Method> method, Violations violations) {
        int before = violations.count();
        PointGroup positive = groups.read("pointsPositive");
        PointGroup negative = groups.read("pointsNegative");
        BoxPrompt box = new Boxes(properties, violations).read("pointsBox");
        boolean none = isEmpty(positive) && isEmpty(negative) && box == null;
        boolean needed = method.filter(RequestReader::needsPoints).isPresent();
        if (needed && none && before == violations.count()) {
            violations.add("pointsPositive or pointsNegative", "must contain at least one point");
        }
        PointsParameters defaults = PointsParameters.DEFAULTS;
        return new PointsParameters(
                !needed && isEmpty(positive) ? null : positive,
                !needed && isEmpty(negative) ? null : negative,
                properties.integer("pointsRefinementSteps", 10, defaults.refinementSteps()),
                properties.bool("pointsMultimask", defaults.multimask()),
                properties.bool("pointsBestMask", defaults.bestMask()),
                box);
    }

    private static BoxesParameters readBoxes(Properties properties, Optional<Method> method, Violations violations) {
        int before = violations.count();
        List<BoxPrompt> boxes = new Boxes(properties, violations).readAll("boxes");
        if (method.filter(RequestReader::needsBoxes).isPresent() && boxes.isEmpty() && before == violations.count()) {
            violations.add("boxes", "must contain at least one box");
        }
        return new BoxesParameters(boxes, boolIfSent(properties, "boxesCombineMasks"));
    }

    /** The value of an addition to the API; null if it was not sent, which means false but is not echoed. */
    private static @Nullable Boolean boolIfSent(Properties properties, String name) {
        boolean sent = properties.find(name).isPresent();
        return sent ? Boolean.valueOf(properties.bool(name, false)) : null;
    }

    private static boolean needsText(Method method) {
        return switch (method) {
            case TEXT -> true;
            case POINTS, BOXES -> false;
        };
    }

    /** Whether a point or a box is required; otherwise empty groups count as absent. */
    private static boolean needsPoints(Method method) {
        return switch (method) {
            case TEXT, BOXES -> false;
            case POINTS -> true;
        };
    }

    private static boolean needsBoxes(Method method) {
        return switch (method) {
            case TEXT, POINTS -> false;
            case BOXES -> true;
        };
    }

    private static boolean isEmpty(@Nullable PointGroup group) {
        return group == null || group.points().isEmpty();
    }
}
