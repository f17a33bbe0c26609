package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.BundledPictures;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.model.Detections;
import dev.frisket.segment.picture.SourceImage;
import dev.frisket.segment.prompt.CocoWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the detector with detections.json, made by detections.py beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnnxCocoSsdTest {
    private static final double MIN_CONFIDENCE = -1;

    private final OnnxCocoSsd detector =
            new OnnxCocoSsd(ModelPack.read(Path.of(System.getProperty("models")), "coco-ssd"), 2);

    @AfterAll
    void close() {
        detector.close();
    }

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(OnnxCocoSsdTest.class.getResourceAsStream("detections.json"))) {
            return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void classesScoresAndBoxesAreTheReferences(JsonNode expected) {
        List<Detection> found = detect(
                picture(expected),
                expected.get("prompt").asText(),
                expected.get("confidence").asDouble());

        JsonNode detections = expected.get("detections");
        assertThat(found).hasSize(detections.size());
        for (int i = 0; i < found.size(); i++) {
            Detection detection = found.get(i);
            JsonNode wanted = detections.get(i);
            assertThat(detection.label())
                    .isEqualTo(CocoWords.vocabulary()
                            .classes()
                            .get(wanted.get("label").asInt()));
            assertThat(detection.score()).isCloseTo(wanted.get("score").asDouble(), within(0.001));
            double[] box = {
                detection.box().left(),
                detection.box().top(),
                detection.box().right(),
                detection.box().bottom()
            };
            for (int edge = 0; edge < box.length; edge++) {
                assertThat(box[edge]).isCloseTo(wanted.get("box").get(edge).asDouble(), within(0.001));
            }
        }
    }

    /** JPEG decoders differ in the last bit, so the JPEG is left out. */
    @ParameterizedTest
    @MethodSource("cases")
    void theModelSeesWhatPillowMakes(JsonNode expected) throws Exception {
        if (!expected.get("file").asText().endsWith(".jpg")) {
            int large = LookPixels.largeSide(OnnxCocoSsd.SIDE);

            assertThat(digest(ByteResize.resize(picture(expected), OnnxCocoSsd.SIDE, OnnxCocoSsd.SIDE)))
                    .isEqualTo(expected.get("input").asText());
            assertThat(digest(ByteResize.resize(picture(expected), large, large)))
                    .isEqualTo(expected.get("tiles").asText());
        }
    }

    private static String digest(byte[] pixels) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pixels));
    }

    @Test
    void aNegativeConfidenceKeepsEverything() {
        SourceImage picture = BundledPictures.picture("coffee.png");

        List<Detection> all = detect(picture, "zebra", MIN_CONFIDENCE);

        assertThat(all).hasSizeGreaterThan(100).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        assertThat(detect(picture, "zebra", 0.2)).isEmpty();
        assertThat(detect(picture, "cup", 1)).isEmpty();
    }

    @Test
    void aPositionPicksOneOfAll() {
        SourceImage picture = BundledPictures.picture("coffee.png");

        List<Detection> all = detect(picture, "cup", 0.01);
        List<Detection> left = detect(picture, "the left cup", 0.01);

        assertThat(all).hasSizeGreaterThan(1);
        assertThat(left).hasSize(1).allMatch(one -> all.stream()
                .allMatch(each -> one.box().left() + one.box().right()
                        <= each.box().left() + each.box().right()));
    }

    @Test
    void whatIsExcludedIsLookedForTooAndThePromptsWordsAreTold() {
        SourceImage picture = BundledPictures.picture("coffee.png");

        Detections detections = detector.detect(picture, "everything shiny except the cup", 0.2);

        assertThat(detections.excluded()).isNotEmpty().allMatch(one -> one.label()
                .equals("cup"));
        assertThat(detections.found()).isNotEmpty().noneMatch(one -> one.label().equals("cup"));
        assertThat(detections.words().understood()).hasSize(79).doesNotContain("cup");
        assertThat(detections.words().excluded()).containsExactly("cup");
        assertThat(detections.words().unknown()).containsExactly("shiny");
        assertThat(detect(picture, "no cup", MIN_CONFIDENCE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"love", "zebra crossing", "犬", "🐶", "?", "כלב"})
    void whatIsNotUnderstoodFindsNothing(String prompt) {
        assertThat(detect(BundledPictures.picture("coffee.png"), prompt, MIN_CONFIDENCE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 1", "1 3000", "3000 1", "200 100000", "301 299"})
    void aPictureOfOneColourStaysThatColourWhateverItsShape(String size) {
        int[] sides =
                Arrays.stream(size.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
        byte[] rgb = new byte[3 * sides[0] * sides[1]];
        IntStream.range(0, rgb.length).forEach(i -> rgb[i] = (byte) (255 - i % 3 * 100));

        ByteBuffer input = ByteBuffer.wrap(
                ByteResize.resize(new SourceImage(sides[0], sides[1], rgb), OnnxCocoSsd.SIDE, OnnxCocoSsd.SIDE));

        for (int i = 0; i < input.capacity(); i++) {
            assertThat(input.get(i)).isEqualTo((byte) (255 - i % 3 * 100));
        }
    }

    private List<Detection> detect(SourceImage picture, String prompt, double confidence) {
        return detector.detect(picture, prompt, confidence).found();
    }

    private static SourceImage picture(JsonNode expected) {
        SourceImage whole = BundledPictures.picture(expected.get("file").asText());
        return switch (expected.get("change").asText()) {
            case "left half" -> cropped(whole, 0, 0, whole.width() / 2, whole.height());
            case "top right quarter" -> cropped(whole, whole.width() / 2, 0, whole.width(), whole.height() / 2);
            case "middle" -> cropped(whole, 40, 40, 240, 300);
            default -> whole;
        };
    }

    private static SourceImage cropped(SourceImage whole, int left, int top, int right, int bottom) {
        byte[] rgb = new byte[3 * (right - left) * (bottom - top)];
        int row = 3 * (right - left);
        for (int y = top; y < bottom; y++) {
            System.arraycopy(whole.rgb(), 3 * (y * whole.width() + left), rgb, (y - top) * row, row);
        }
        return new SourceImage(right - left, bottom - top, rgb);
    }
}
