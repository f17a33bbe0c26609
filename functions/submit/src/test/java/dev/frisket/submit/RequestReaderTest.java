package dev.frisket.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frisket.core.api.ApiException;
import dev.frisket.core.artwork.BoxPrompt;
import dev.frisket.core.artwork.BoxesParameters;
import dev.frisket.core.artwork.CutoutFormat;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.OutputFormat;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.Point;
import dev.frisket.core.artwork.PointGroup;
import dev.frisket.core.artwork.PointsParameters;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.core.request.UnknownPropertyRule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {
    private static final String POINTS =
            "{\"imageUrl\":\"https://a.example/b.jpg\",\"method\":\"points\",\"pointsPositive\":{\"points\":[[0.5,0.5]]}";
    private static final String BOXES =
            "{\"imageUrl\":\"https://a.example/b.jpg\",\"method\":\"boxes\",\"boxes\":[[0.1,0.2,0.3,0.4]]";
    private static final String TEXT =
            "{\"imageUrl\":\"https://a.example/b.jpg\",\"method\":\"text\",\"textPrompt\":\"a cat\"";

    private static final Map<String, String> BASES = Map.of(
            "points", POINTS,
            "no points", "{\"imageUrl\":\"https://a.example/b.jpg\",\"method\":\"points\"",
            "boxes", BOXES,
            "no boxes", "{\"imageUrl\":\"https://a.example/b.jpg\",\"method\":\"boxes\"",
            "text", TEXT);

    /** The columns: what follows the smallest valid request of the method, and the refusal, empty if it is accepted. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "rules.csv", delimiter = '|', numLinesToSkip = 1, maxCharsPerColumn = 10_000)
    void eachRuleIsToldInItsWords(String base, String more, String refusal) {
        String request = Objects.requireNonNull(BASES.get(base)) + (more == null ? "" : "," + more) + "}";

        if (refusal == null) {
            assertThat(read(request).imageUrl()).isEqualTo("https://a.example/b.jpg");
        } else {
            assertThatThrownBy(() -> read(request))
                    .isInstanceOf(ApiException.BadRequest.class)
                    .hasMessage(refusal);
        }
    }

    /** Columns: a whole body, and the refusal. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "bodies.csv", delimiter = '|', numLinesToSkip = 1)
    void eachBodyThatIsNoRequestIsRefused(String body, String refusal) {
        assertThatThrownBy(() -> read(body == null ? "" : body))
                .isInstanceOf(ApiException.BadRequest.class)
                .hasMessage(refusal);
    }

    @ParameterizedTest
    @CsvSource({"19, 0", "20, 0", "21, 1", "20000, 19980"})
    void theFirstTwentyBrokenRulesAreNamedAndTheOthersCounted(int unknown, int others) {
        String names =
                IntStream.range(0, unknown).mapToObj(i -> ",\"zz" + i + "\":1").collect(Collectors.joining());
        String named = IntStream.range(0, unknown - others)
                .mapToObj(i -> "property zz" + i + " should not exist")
                .collect(Collectors.joining("; "));

        assertThatThrownBy(() -> read(POINTS + names + "}"))
                .isInstanceOf(ApiException.BadRequest.class)
                .hasMessage(named + (others == 0 ? "" : "; and " + others + " more"));
    }

    @Test
    void whatIsNotSentHasTheContractsDefault() {
        Parameters parameters = read(POINTS + "}");

        assertThat(parameters.method()).isEqualTo(Method.POINTS);
        assertThat(parameters.text()).isEqualTo(new TextParameters(null, 0.2, -1, true));
        assertThat(parameters.points().refinementSteps()).isZero();
        assertThat(parameters.points().multimask()).isTrue();
        assertThat(parameters.points().bestMask()).isTrue();
        assertThat(parameters.points().negative()).isNull();
        assertThat(parameters.points().box()).isNull();
        assertThat(parameters.boxes()).isEqualTo(new BoxesParameters(List.of(), null));
        assertThat(parameters.boxes().combineMasks()).isFalse();
        assertThat(parameters.mask()).isEqualTo(new MaskParameters(0, false, 0.1, 0));
        assertThat(parameters.outputFormat()).isEqualTo(OutputFormat.AUTO);
        assertThat(parameters.webhook()).isNull();
    }

    @Test
    void everyPropertyIsRead() {
        Parameters parameters =
                read("{\"imageUrl\":\"http://a.example/b\",\"method\":\"points\",\"textPrompt\":\" a cat\","
                        + "\"textConfidence\":-0.5,\"textMaxDetections\":7,\"textCombineMasks\":false,"
                        + "\"pointsPositive\":{\"points\":[[0,1],[1.0000005,-0.0000005]],\"labels\":[3,5.0]},"
                        + "\"pointsNegative\":{\"points\":[[0.25,0.75]],\"labels\":[]},\"pointsRefinementSteps\":-2,"
                        + "\"pointsMultimask\":false,\"pointsBestMask\":false,\"maskExpand\":-16384,"
                        + "\"maskTaperedCorners\":true,\"maskBlurSigma\":100,\"maskKernelSize\":-9,"
                        + "\"outputFormat\":\"png\",\"webhook\":\"https://b.example/hook\"}");

        assertThat(parameters.text()).isEqualTo(new TextParameters(" a cat", -0.5, 7, false));
        PointsParameters points = parameters.points();
        assertThat(points.foreground()).containsExactly(new Point(0, 1), new Point(1, 0));
        assertThat(points.background()).containsExactly(new Point(0.25, 0.75));
        assertThat(points.positive()).extracting(PointGroup::labels).isEqualTo(List.of(3, 5));
        assertThat(points.negative()).extracting(PointGroup::labels).isEqualTo(List.of());
        assertThat(points.refinementSteps()).isEqualTo(-2);
        assertThat(points.multimask() || points.bestMask()).isFalse();
        assertThat(parameters.mask()).isEqualTo(new MaskParameters(-16384, true, 100, -9));
        assertThat(parameters.outputFormat()).isEqualTo(OutputFormat.PNG);
        assertThat(parameters.webhook()).isEqualTo("https://b.example/hook");
    }

    @Test
    void boxesAreReadInTheOrderSentAndClamped() {
        Parameters parameters = read(BOXES.replace("[0.1,0.2,0.3,0.4]", "[0.5,0.5,1.0000005,1],[-0.0000005,0,1,0.25]")
                + ",\"boxesCombineMasks\":true,\"pointsBox\":[0,0.125,0.5,1.000001]}");

        assertThat(parameters.method()).isEqualTo(Method.BOXES);
        assertThat(parameters.boxes())
                .isEqualTo(new BoxesParameters(
                        List.of(new BoxPrompt(0.5, 0.5, 1, 1), new BoxPrompt(0, 0, 1, 0.25)), true));
        assertThat(parameters.points().box()).isEqualTo(new BoxPrompt(0, 0.125, 0.5, 1));
        assertThat(read(BOXES + ",\"boxesCombineMasks\":false}").boxes().combine())
                .isFalse();
    }

    @Test
    void noCutoutsAreWantedUnlessTheirFormatIsSent() {
        assertThat(read(POINTS + "}").cutoutFormat()).isNull();
        assertThat(read(POINTS + "}").hasAdditions()).isFalse();
        Parameters none = read(POINTS + ",\"cutoutFormat\":\"none\"}");
        assertThat(none.cutoutFormat()).isEqualTo(CutoutFormat.NONE);
        assertThat(none.cutoutFileFormat()).isEmpty();
        assertThat(none.hasAdditions()).isTrue();
        assertThat(none.withoutSentDefaults()).isEqualTo(read(POINTS + "}"));
        Parameters some = read(POINTS + ",\"cutoutFormat\":\"webp\"}");
        assertThat(some.cutoutFileFormat()).hasValue(MaskFormat.WEBP);
        assertThat(some.withoutSentDefaults()).isEqualTo(some);
    }

    @Test
    void whatWasSentOfTheWorkOnMasksIsKnown() {
        MaskParameters sent = read(POINTS + ",\"maskFillHoles\":true,\"maskLargestOnly\":false,\"maskInvert\":null}")
                .mask();

        assertThat(sent).isEqualTo(new MaskParameters(0, false, 0.1, 0, true, false, null));
        assertThat(sent.fillsHoles()).isTrue();
        assertThat(sent.keepsLargestOnly() || sent.inverts()).isFalse();
        assertThat(read(POINTS + ",\"maskLargestOnly\":true,\"maskInvert\":true}")
                        .mask())
                .isEqualTo(new MaskParameters(0, false, 0.1, 0, null, true, true));
    }

    @Test
    void upToAHundredBoxesAreMasked() {
        String hundred = "[0.1,0.2,0.3,0.4]" + ",[0.1,0.2,0.3,0.4]".repeat(99);

        assertThat(read(BOXES.replace("[0.1,0.2,0.3,0.4]", hundred) + "}")
                        .boxes()
                        .boxes())
                .hasSize(100);
        assertThatThrownBy(() -> read(BOXES.replace("[0.1,0.2,0.3,0.4]", hundred + ",[0,0,1,1]") + "}"))
                .hasMessage("boxes must contain no more than 100 elements");
    }

    @Test
    void whatTheOtherMethodWouldNeedCountsAsAbsentWhenEmpty() {
        Parameters points = read(POINTS + ",\"textPrompt\":\"\"}");
        Parameters text = read(TEXT + ",\"pointsPositive\":{\"points\":[]},\"pointsNegative\":{}}");
        Parameters both = read(TEXT + ",\"pointsPositive\":{\"points\":[[0,0]]}}");

        assertThat(points.text().prompt()).isNull();
        assertThat(text.points().positive()).isNull();
        assertThat(text.points().negative()).isNull();
        assertThat(both.points().foreground()).containsExactly(new Point(0, 0));
    }

    @Test
    void aPromptIsCountedInCodePoints() {
        String thousand = "🐈".repeat(1000);

        assertThat(read(TEXT.replace("a cat", thousand) + "}").text().prompt()).isEqualTo(thousand);
        assertThatThrownBy(() -> read(TEXT.replace("a cat", thousand + "x") + "}"))
                .hasMessage("textPrompt must be shorter than or equal to 1000 characters");
    }

    @Test
    void upToAThousandPointsStandInAGroup() {
        String thousand = "[0,0]" + ",[0,0]".repeat(999);

        assertThat(read(POINTS.replace("[0.5,0.5]", thousand) + "}").points().foreground())
                .hasSize(1000);
        assertThatThrownBy(() -> read(POINTS.replace("[0.5,0.5]", thousand + ",[0,0]") + "}"))
                .hasMessage("pointsPositive.points must contain no more than 1000 elements");
    }

    @Test
    void aBodyOver256KibibytesIsTooLarge() {
        String request = POINTS + "}";
        int room = 256 * 1024 - request.length();

        assertThat(read(request + " ".repeat(room)).method()).isEqualTo(Method.POINTS);
        assertThatThrownBy(() -> read(request + " ".repeat(room + 1)))
                .isInstanceOf(ApiException.ContentTooLarge.class)
                .hasMessage("body must not be larger than 262144 bytes");
    }

    @Test
    void unknownPropertiesMayBeIgnored() {
        RequestReader lenient = new RequestReader(UnknownPropertyRule.IGNORE, Rules.PUBLIC);

        assertThat(lenient.read((POINTS + ",\"colour\":\"red\"}").getBytes(UTF_8))
                        .method())
                .isEqualTo(Method.POINTS);
    }

    @Test
    void whatIsToldOfAnUnknownPropertyIsBounded() {
        assertThatThrownBy(() -> read(POINTS + ",\"" + "🐈".repeat(5000) + "\":1}"))
                .hasMessage("property " + "🐈".repeat(100) + "… should not exist");
    }

    private static Parameters read(String request) {
        return new RequestReader(UnknownPropertyRule.REFUSE, Rules.PUBLIC).read(request.getBytes(UTF_8));
    }
}
