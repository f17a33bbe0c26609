package dev.frisket.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Document;
import dev.frisket.core.Manual;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.PictureLimits;
import dev.frisket.core.artwork.UploadId;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.request.JsonBody;
import dev.frisket.core.webhook.WebhookSecret;
import dev.frisket.local.gateway.Throttle.Limits;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.packs.WordList;
import dev.frisket.segment.picture.PictureDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures in the documents are those of the OpenAPI document, the template and the code. */
class FiguresTest {
    private static final Document API = Document.read();

    private static final String MEGABYTES = number(PictureLimits.MAX_BYTES / 1_000_000);
    private static final String MEGAPIXELS = number(PictureDecoder.MAX_PIXELS / 1_000_000);
    private static final String BOXES = number(property("boxes").get("maxItems").asLong());
    private static final String DAYS_KEPT = number(Artwork.TIME_TO_LIVE.toDays());
    private static final String HOURS_TO_END = number(Artwork.TIME_TO_END.toHours());
    private static final String LONGEST_WAIT = number(EndWait.MAX.toSeconds());
    private static final String KIBIBYTES = number(JsonBody.MAX_BYTES / 1024);

    private static final Map<String, List<String>> CLASSES = classes();

    /** A sentence of a page, with its figures. */
    record Figure(String page, String sentence) {}

    @Test
    void theTablesOfLimitsAreComplete() {
        assertThat(Manual.page("docs/use.md").rows("Limits"))
                .containsExactly(
                        List.of("a picture", MEGABYTES + " MB, " + MEGAPIXELS + " megapixels"),
                        List.of("the body of a request", KIBIBYTES + " KiB"),
                        List.of("points in a group", number(maximumOfPoints())),
                        List.of("`pointsRefinementSteps`", range("pointsRefinementSteps")),
                        List.of(
                                "`textPrompt`",
                                number(property("textPrompt").get("maxLength").asLong()) + " characters"),
                        List.of("`textConfidence`", range("textConfidence")),
                        List.of("`textMaxDetections`", range("textMaxDetections")),
                        List.of("`boxes`", BOXES),
                        List.of("`maskExpand`", range("maskExpand")),
                        List.of("`maskKernelSize`", range("maskKernelSize")),
                        List.of("`maskBlurSigma`", range("maskBlurSigma")),
                        List.of("`offset` of a list", number(listParameter("offset"))),
                        List.of("`limit` of a list", number(listParameter("limit"))),
                        List.of("time for an artwork to end", HOURS_TO_END + " hours; then it fails"),
                        List.of("artworks and masks", "kept for " + DAYS_KEPT + " days"),
                        List.of("uploads", "kept for " + UploadId.TIME_TO_LIVE.toHours() + " hours"),
                        List.of(
                                "requests per second",
                                number(Limits.GENEROUS.rate()),
                                TemplateFigures.parameter("KeyRate")),
                        List.of(
                                "requests at once",
                                number(Limits.GENEROUS.burst()),
                                TemplateFigures.parameter("KeyBurst")),
                        List.of(
                                "requests per day (UTC)",
                                number(Limits.GENEROUS.dailyQuota()),
                                TemplateFigures.parameter("KeyDailyQuota")),
                        List.of(
                                "creations per second",
                                number(Limits.GENEROUS.rate()),
                                TemplateFigures.parameter("CreationRate")),
                        List.of(
                                "creations at once",
                                number(Limits.GENEROUS.burst()),
                                TemplateFigures.parameter("CreationBurst")),
                        List.of(
                                "unfinished artworks of an organization",
                                number(Settings.MAX_UNFINISHED),
                                TemplateFigures.parameter("MaxUnfinished")),
                        List.of(
                                "`Prefer: wait`",
                                LONGEST_WAIT + " s",
                                TemplateFigures.value("LongestWait") + " s (`LongestWait`)"));
    }

    @Test
    void everyLimitOfTheRequestsSchemaIsInTheTable() {
        List<String> rows = Manual.page("docs/use.md").rows("Limits").stream()
                .map(row -> row.get(0))
                .toList();
        API.at("/components/schemas/SegmentationRequest/properties")
                .properties()
                .forEach(property -> {
                    if (Stream.of("minimum", "maximum", "maxLength", "maxItems").anyMatch(property.getValue()::has)) {
                        assertThat(rows).contains("`" + property.getKey() + "`");
                    }
                });
    }

    static Stream<Figure> figures() {
        return Stream.of(
                new Figure("README.md", "up to %s MB and %s megapixels".formatted(MEGABYTES, MEGAPIXELS)),
                new Figure("README.md", "up to %s boxes; words, with".formatted(BOXES)),
                new Figure("README.md", "the object in each of up to %s boxes".formatted(BOXES)),
                new Figure("README.md", "is kept for %s days".formatted(DAYS_KEPT)),
                new Figure(
                        "README.md", "recognizes %d classes of things by %d names".formatted(CLASSES.size(), names())),
                new Figure(
                        "models/README.md",
                        "[%d classes of COCO](coco-ssd/words.txt) and %d synonyms"
                                .formatted(CLASSES.size(), names() - CLASSES.size())),
                new Figure("docs/words.md", "mean all %d classes".formatted(CLASSES.size())),
                new Figure(
                        "docs/words.md",
                        "| **%s** (default) |"
                                .formatted(property("textConfidence")
                                        .get("default")
                                        .asText())),
                new Figure("docs/use.md", "at most %s s on a local server".formatted(LONGEST_WAIT)),
                new Figure(
                        "docs/use.md",
                        "`LongestWait` in a stack. By default, that parameter is %s and"
                                .formatted(TemplateFigures.value("LongestWait"))),
                new Figure(
                        "docs/use.md",
                        "with the same API key for %s hours".formatted(number(UploadId.TIME_TO_LIVE.toHours()))),
                new Figure("docs/use.md", "everything expires after %s days".formatted(DAYS_KEPT)),
                new Figure("docs/use.md", "one request masks up to %s objects".formatted(BOXES)),
                new Figure("docs/segment.md", "pictures up to %s MB".formatted(MEGABYTES)),
                new Figure("docs/segment.md", "of at most %s megapixels".formatted(MEGAPIXELS)),
                new Figure(
                        "docs/webhooks.md",
                        "signed with both for %s hours".formatted(number(WebhookSecret.OVERLAP.toHours()))),
                new Figure(
                        "docs/webhooks.md",
                        "At most %s webhooks of an organization".formatted(TemplateFigures.value("MaxPostponed"))),
                new Figure("docs/deploy.md", "the artworks of the last %s days".formatted(DAYS_KEPT)),
                new Figure("docs/deploy.md", "the API's own limit of %s KiB".formatted(KIBIBYTES)),
                new Figure(
                        "docs/deploy.md", "occupies a %s MB worker".formatted(TemplateFigures.value("WorkerMemory"))),
                new Figure("docs/deploy.md", "alarms: %s metrics".formatted(number(TemplateFigures.alarmMetrics()))),
                new Figure(
                        "docs/deploy.md",
                        "%s min | Lambda, run time".formatted(number(TemplateFigures.longestTimeout() / 60))),
                new Figure("docs/operate.md", "has not ended after %s hours fails".formatted(HOURS_TO_END)),
                new Figure(
                        "docs/operate.md",
                        "for up to %s days, but".formatted(number(TemplateFigures.retentionDays("JobsQueue")))),
                new Figure(
                        "docs/operate.md",
                        "stay in their queue for %s days"
                                .formatted(number(TemplateFigures.retentionDays("WebhooksQueue")))),
                new Figure(
                        "docs/scale.md",
                        "| %s requests/s for all keys, %s artworks/s per key"
                                .formatted(
                                        TemplateFigures.value("RequestRate"), TemplateFigures.value("CreationRate"))),
                new Figure(
                        "docs/scale.md",
                        "`WebhookConcurrency` | %s concurrent calls"
                                .formatted(TemplateFigures.value("WebhookConcurrency"))),
                new Figure(
                        "docs/scale.md",
                        "at the default of %s; in general one in `MaxUnfinished` / 500)"
                                .formatted(TemplateFigures.value("MaxUnfinished"))),
                new Figure(
                        "docs/scale.md",
                        "`AnonymousRate` (%s/s) and `AnonymousBurst` (%s)"
                                .formatted(
                                        TemplateFigures.value("AnonymousRate"),
                                        TemplateFigures.value("AnonymousBurst"))),
                new Figure("docs/scale.md", "no longer counts after %s hours".formatted(HOURS_TO_END)));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void eachFigureInASentenceIsThatOfTheCode(Figure figure) {
        assertThat(Manual.page(figure.page()).text()).contains(figure.sentence());
    }

    private static Map<String, List<String>> classes() {
        Path words = Path.of(System.getProperty("template")).resolveSibling("models/coco-ssd/words.txt");
        try {
            return WordList.parse(Files.readAllBytes(words)).section("classes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many words name a class, its own among them. */
    private static int names() {
        return CLASSES.size() + CLASSES.values().stream().mapToInt(List::size).sum();
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static JsonNode property(String name) {
        return API.resolve(API.at("/components/schemas/SegmentationRequest/properties/" + name));
    }

    private static String range(String name) {
        String maximum = decimal(property(name).get("maximum"));
        return property(name).has("minimum")
                ? decimal(property(name).get("minimum")) + " to " + maximum
                : "at most " + maximum;
    }

    private static String decimal(JsonNode limit) {
        return limit.isIntegralNumber() ? number(limit.asLong()) : limit.asText();
    }

    private static long maximumOfPoints() {
        return API.at("/components/schemas/PointGroup/properties/points/maxItems")
                .asLong();
    }

    private static long listParameter(String name) {
        return API.at("/paths/~1v2~1artworks/get/parameters")
                .valueStream()
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .at("/schema/maximum")
                .asLong();
    }
}
