package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.packs.Capability;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.mask.Parallel;
import dev.frisket.segment.model.Model;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.NotedPacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskPredictorTest {
    private static final byte[] PICTURE = PictureFiles.png(100, 50);

    private final List<String> calls = new ArrayList<>();

    @Test
    void theDetectionsMakeOneMaskTogether() throws Exception {
        List<Mask> masks = masks("bar and dot", 0.2, -1, true);

        assertThat(masks).hasSize(1);
        assertThat(inside(masks.get(0), 10, 25)).isTrue();
        assertThat(inside(masks.get(0), 85, 42)).isTrue();
        assertThat(inside(masks.get(0), 50, 25)).isFalse();
    }

    @Test
    void notCombinedEachHasItsMaskTheSurestFirstAndEqualsInTheDetectorsOrder() throws Exception {
        List<Mask> masks = masks("dot square bar", 0.2, 0, false);

        assertThat(masks).hasSize(3);
        assertThat(inside(masks.get(0), 10, 25)).isTrue();
        assertThat(inside(masks.get(1), 50, 25)).isTrue();
        assertThat(inside(masks.get(2), 85, 42)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1, 3", "0, 3", "1, 1", "2, 2", "3, 3", "100, 3"})
    void asManyOfTheBestAreKeptAsAreWanted(int maxDetections, int kept) throws Exception {
        assertThat(masks("bar square dot", -1, maxDetections, false)).hasSize(kept);
    }

    @Test
    void aHundredAtMostAreKept() throws Exception {
        String bars = "bar ".repeat(150);

        assertThat(masks(bars, 0.2, -1, false)).hasSize(100);
        assertThat(masks(bars, 0.2, -1, true)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"love, 0.2, true", "love, 0.2, false", "bar, 1, true", "bar, 1, false", "square dot, 0.6, false"})
    void withoutADetectionOneBlackMaskIsMadeAndNothingIsEncoded(String prompt, double confidence, boolean combine)
            throws Exception {
        List<Mask> masks = masks(prompt, confidence, -1, combine);

        assertThat(masks).hasSize(1);
        assertThat(masks.get(0).width()).isEqualTo(100);
        assertThat(masks.get(0).coverage()).containsOnly(0);
        assertThat(calls).containsExactly("detect");
    }

    @Test
    void whatIsExcludedIsTakenFromTheUnionAndFromEachMask() throws Exception {
        Mask plain = masks("bar square", 0.2, -1, true).get(0);
        Mask bar = masks("bar", 0.2, -1, true).get(0);
        Mask left = masks("bar square not bar", 0.2, -1, true).get(0);
        List<Mask> each = masks("bar square not bar", 0.2, -1, false);

        assertThat(inside(left, 10, 25)).isFalse();
        assertThat(inside(left, 50, 25)).isTrue();
        for (int i = 0; i < plain.coverage().length; i++) {
            int expected = bar.coverage()[i] != 0 ? 0 : plain.coverage()[i];
            assertThat(left.coverage()[i]).isEqualTo((byte) expected);
        }
        assertThat(each).hasSize(2);
        assertThat(each.get(0).coverage()).containsOnly(0);
        assertThat(inside(each.get(1), 50, 25)).isTrue();
    }

    @Test
    void whatIsExcludedIsMaskedAtTheSameConfidence() throws Exception {
        assertThat(inside(masks("bar not bar", 0.2, -1, true).get(0), 10, 25)).isFalse();
        assertThat(inside(masks("bar not dot", 0.6, -1, true).get(0), 10, 25)).isTrue();
        assertThat(calls).contains("decode 2").endsWith("decode 1");
    }

    @Test
    void thePictureIsEncodedAfterTheDetectionAndOnce() throws Exception {
        masks("bar", 0.2, -1, true);

        assertThat(calls).containsExactly("detect", "encode 100x50", "decode 1");
    }

    @Test
    void whereNoPackUnderstandsTextTheSentenceSaysSo() {
        ModelPacks packs = new NotedPacks(calls) {
            @Override
            public <M extends Model> Optional<M> find(Capability capability, Class<M> port) {
                return capability == Capability.TEXT ? Optional.empty() : super.find(capability, port);
            }
        };

        assertThatExceptionOfType(UnservedPromptException.class)
                .isThrownBy(() -> masks(packs, "bar", 0.2, -1, true))
                .withMessageContaining("text");
    }

    private List<Mask> masks(String prompt, double confidence, int maxDetections, boolean combine) throws Exception {
        return masks(new NotedPacks(calls), prompt, confidence, maxDetections, combine);
    }

    private static List<Mask> masks(
            ModelPacks packs, String prompt, double confidence, int maxDetections, boolean combine) throws Exception {
        Parameters points = Artworks.onePoint("https://pictures.example/cat.jpg");
        Parameters parameters = new Parameters(
                points.imageUrl(),
                Method.TEXT,
                new TextParameters(prompt, confidence, maxDetections, combine),
                points.points(),
                points.mask(),
                points.outputFormat(),
                null);
        List<Mask> masks = new ArrayList<>();
        MaskPredictor prompting = new MaskPredictor(packs, EmbeddingCache.none(), Parallel.available());
        prompting
                .masks(prompting.look(PICTURE, "acme", Method.TEXT), parameters)
                .forEach(masks::add);
        return masks;
    }

    private static boolean inside(Mask mask, int x, int y) {
        return mask.coverage()[y * mask.width() + x] != 0;
    }
}
