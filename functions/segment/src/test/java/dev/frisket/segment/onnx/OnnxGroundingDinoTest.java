package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.artwork.PromptWords;
import dev.frisket.packs.Shape;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.model.Detections;
import dev.frisket.segment.picture.SourceImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxGroundingDinoTest {
    private static final Shape SQUARE = Shape.of(1, 3, 800, 800);
    private static final Shape OPEN = Shape.of(1, 3, Shape.ANY, Shape.ANY);
    private static final OnnxGroundingDino TWIN = new OnnxGroundingDino(DinoReference.twin(), 1);

    @AfterAll
    static void close() {
        TWIN.close();
    }

    static Stream<String> pictures() {
        return DinoReference.pictures();
    }

    static Stream<JsonNode> cases() {
        return DinoReference.cases();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void aPictureBecomesTheTensorOfTheReference(String name) {
        SourceImage picture = DinoReference.picture(name);

        assertSame(picture, SQUARE, DinoReference.prepared(name, "stretched"));
        assertSame(picture, OPEN, DinoReference.prepared(name, "shortest"));
    }

    private static void assertSame(SourceImage picture, Shape input, JsonNode expected) {
        DinoPicture made = DinoPicture.of(picture, input);

        int width = expected.get("width").asInt();
        int height = expected.get("height").asInt();
        assertThat(List.of(made.width(), made.height())).containsExactly(width, height);
        CRC32 crc = new CRC32();
        crc.update(ByteResize.resize(picture, width, height));
        assertThat(crc.getValue()).isEqualTo(expected.get("crc32").asLong());
        for (JsonNode probe : expected.get("probes")) {
            int at = (probe.get(0).asInt() * height + probe.get(1).asInt()) * width
                    + probe.get(2).asInt();
            assertThat((double) made.values()[at]).isCloseTo(probe.get(3).asDouble(), within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPromptBecomesTheTokensOfTheReference(JsonNode expected) {
        String prompt = expected.get("prompt").asText();

        assertThat(DinoPrompt.cleaned(prompt)).isEqualTo(expected.get("text").asText());
        assertThat(DinoPrompt.of(prompt, TWIN.pieces()).ids())
                .extracting(Integer::intValue)
                .containsExactlyElementsOf(integers(expected.get("ids")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTwinFindsWhatTheReferenceFinds(JsonNode expected) {
        DinoPrompt prompt = DinoPrompt.of(expected.get("prompt").asText(), TWIN.pieces());
        SourceImage picture = DinoReference.picture(expected.get("picture").asText());

        DinoAnswer answer = TWIN.answer(picture, prompt);

        for (JsonNode result : expected.get("results")) {
            List<Detection> found = answer.detections(
                    prompt, TWIN.pieces(), result.get("threshold").asDouble());
            assertThat(found).hasSameSizeAs(result.get("scores"));
            for (int i = 0; i < found.size(); i++) {
                Detection detection = found.get(i);
                assertThat(detection.score())
                        .isCloseTo(result.get("scores").get(i).asDouble(), within(1e-3));
                JsonNode box = result.get("boxes").get(i);
                assertThat(detection.box().left()).isCloseTo(inside(box.get(0)), within(1e-3));
                assertThat(detection.box().top()).isCloseTo(inside(box.get(1)), within(1e-3));
                assertThat(detection.box().right()).isCloseTo(inside(box.get(2)), within(1e-3));
                assertThat(detection.box().bottom()).isCloseTo(inside(box.get(3)), within(1e-3));
                assertThat(detection.label())
                        .isEqualTo(result.get("labels").get(i).asText());
            }
        }
    }

    @Test
    void theBestComesFirstAndCoversNoneOfTheRestByMoreThanHalf() {
        List<Detection> found = detect(DinoReference.picture("astronaut.png"), "an astronaut", -1);

        assertThat(found).hasSizeBetween(2, 59);
        for (int i = 1; i < found.size(); i++) {
            assertThat(found.get(i).score())
                    .isLessThanOrEqualTo(found.get(i - 1).score());
            for (Detection better : found.subList(0, i)) {
                assertThat(better.box().iou(found.get(i).box())).isLessThanOrEqualTo(0.5);
            }
        }
        assertThat(detect(DinoReference.picture("astronaut.png"), "an astronaut", 1))
                .isEmpty();
    }

    @Test
    void whatAPromptExcludesIsLookedForByItself() {
        SourceImage picture = DinoReference.picture("astronaut.png");

        Detections detections = TWIN.detect(picture, "an astronaut and a flag but not the helmet", -1);

        assertThat(detections.found()).isEqualTo(detect(picture, "astronaut. flag", -1));
        assertThat(detections.excluded()).isNotEmpty().isEqualTo(detect(picture, "helmet", -1));
        assertThat(detections.words())
                .isEqualTo(new PromptWords(List.of("astronaut", "flag"), List.of("helmet"), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not the dog", "no dog", "a dog but not the dog", "except cats"})
    void aPromptThatOnlyExcludesFindsNothing(String prompt) {
        Detections detections = TWIN.detect(DinoReference.picture("1x1"), prompt, -1);

        assertThat(detections.found()).isEmpty();
        assertThat(detections.words().understood()).isEmpty();
        assertThat(detections.words().excluded()).hasSize(1);
    }

    @Test
    void aPhraseWithoutAKnownWordIsReported() {
        assertThat(TWIN.detect(DinoReference.picture("1x1"), "A dog. \ud83d\udc31", 1)
                        .words())
                .isEqualTo(new PromptWords(List.of("a dog"), List.of(), List.of("\ud83d\udc31")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "...", "?!;:", "🐶🐱", "\u0000\u200b", "𓀀𓁐", ".\n.\n;"})
    void aPromptWithoutAWordThatTheVocabularyKnowsFindsNothing(String prompt) {
        assertThat(detect(DinoReference.picture("1x1"), prompt, -1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a ", "cat. ", "antidisestablishmentarianism ", "猫", "أ"})
    void aPromptThatIsTooLongIsCutAndEndsInAFullStop(String part) {
        DinoPrompt prompt = DinoPrompt.of(part.repeat(1000 / part.length()), TWIN.pieces());

        assertThat(prompt.ids())
                .hasSizeLessThanOrEqualTo(DinoPrompt.MAX_TOKENS)
                .startsWith(101)
                .endsWith(1012, 102);
        assertThat(detect(DinoReference.picture("1x1"), part.repeat(1000 / part.length()), 1))
                .isEmpty();
    }

    @Test
    void aPictureOfOneColumnAndMillionsOfRowsIsResizedInSeconds() {
        SourceImage line = new SourceImage(1, 4_000_000, new byte[12_000_000]);

        assertThat(ByteResize.resize(line, 800, 800)).containsOnly(0);
    }

    private static List<Detection> detect(SourceImage picture, String prompt, double confidence) {
        return TWIN.detect(picture, prompt, confidence).found();
    }

    private static double inside(JsonNode edge) {
        return Math.max(0, Math.min(1, edge.asDouble()));
    }

    private static List<Integer> integers(JsonNode array) {
        List<Integer> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asInt()));
        return values;
    }
}
