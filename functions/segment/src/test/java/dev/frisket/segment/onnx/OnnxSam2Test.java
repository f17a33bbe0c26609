package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.packs.Capability;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.MaskModelContract;
import dev.frisket.segment.model.PointsPrompt;
import dev.frisket.segment.picture.SourceImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxSam2Test extends MaskModelContract {

    @Override
    protected MaskModel model() {
        return RealPacks.shared().find(Capability.POINTS, MaskModel.class).orElseThrow();
    }

    @Override
    protected Embedding embedding() {
        return model().encode(picture());
    }

    static Stream<GoldenPoints.Case> cases() {
        return GoldenPoints.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void masksAndScoresAreTheGoldenOnes(GoldenPoints.Case golden) {
        SourceImage picture = GoldenPoints.picture(golden.image());
        Embedding embedding = model().encode(picture);

        List<Candidate> candidates = model().decode(embedding, golden.prompt());

        JsonNode expected = golden.expected();
        assertThat(candidates).hasSize(expected.get("count").asInt());
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            JsonNode mask = expected.get("masks").get(i);
            double iou = GoldenPoints.iou(
                    GoldenPoints.upsampled(candidate.logits(), picture.width(), picture.height()),
                    GoldenPoints.mask(mask.get("file").asText()));
            assertThat(iou).isGreaterThanOrEqualTo(mask.get("minIou").asDouble());
            assertThat(candidate.score())
                    .isCloseTo(
                            expected.get("ious").get(i).asDouble(),
                            within(expected.get("iouTolerance").asDouble()));
        }
    }

    static Stream<GoldenBoxes.Case> boxes() {
        return GoldenBoxes.cases();
    }

    @ParameterizedTest
    @MethodSource("boxes")
    void masksOfBoxesAreTheReferences(GoldenBoxes.Case golden) {
        SourceImage picture = GoldenPoints.picture(golden.image());
        Embedding embedding = model().encode(picture);

        Candidate best = golden.candidate(model(), embedding);

        assertThat(GoldenPoints.iou(
                        GoldenPoints.upsampled(best.logits(), picture.width(), picture.height()), golden.mask()))
                .isGreaterThan(0.99);
        assertThat(best.score()).isCloseTo(golden.score(), within(0.01));
    }

    @Test
    void boxesAreDecodedInChunksAsEachAlone() {
        SourceImage picture = GoldenPoints.picture("coffee.png");
        Embedding embedding = model().encode(picture);
        List<Box> boxes = IntStream.range(0, 6)
                .mapToObj(i -> new Box(0.1 * i, 0.05 * i, 0.6 + 0.05 * i, 1 - 0.05 * i))
                .toList();

        List<Candidate> together = model().decode(embedding, boxes, 0);

        assertThat(together).hasSameSizeAs(boxes);
        for (int i = 0; i < boxes.size(); i++) {
            Candidate alone =
                    model().decode(embedding, List.of(boxes.get(i)), 0).get(0);
            assertThat(together.get(i).score()).isCloseTo(alone.score(), within(0.001));
        }
    }

    @Test
    void promptsAboutTwoPicturesInTurnsAreNotMixedUp() {
        PointsPrompt prompt = cases().findFirst().orElseThrow().prompt();
        Embedding other = model().encode(GoldenPoints.picture("coffee.png"));
        float[] first = logits(embedding(), prompt);
        float[] second = logits(other, prompt);

        assertThat(second).isNotEqualTo(first);
        assertThat(logits(embedding(), prompt)).isEqualTo(first);
        assertThat(logits(other, prompt)).isEqualTo(second);
        assertThat(logits(other, prompt)).isEqualTo(second);
    }

    private float[] logits(Embedding embedding, PointsPrompt prompt) {
        return model().decode(embedding, prompt).get(0).logits().values();
    }

    @Test
    void aClosedModelSaysSo() {
        OnnxPacks closed = OnnxPacks.open(Path.of(System.getProperty("models")), List.of("sam2-tiny"), 2);
        closed.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> closed.find(Capability.POINTS, MaskModel.class)
                        .orElseThrow()
                        .encode(picture()))
                .withMessageContaining("closed");
    }
}
