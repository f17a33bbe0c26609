package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.BoxPrompt;
import dev.frisket.core.artwork.BoxesParameters;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.Point;
import dev.frisket.core.artwork.PointGroup;
import dev.frisket.core.artwork.PointsParameters;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.packs.Capability;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.model.Model;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.NotedPacks;
import dev.frisket.segment.parallel.Parallel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskPredictorTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
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
    void theTenSurestDetectionsAreRefinedAndTheOthersMaskedAtOnce() throws Exception {
        assertThat(masks("bar ".repeat(10), 0.2, -1, false)).hasSize(10);
        assertThat(calls).endsWith("decode 10");

        assertThat(masks("bar ".repeat(9) + "square " + "bar ".repeat(3), 0.2, -1, false))
                .hasSize(13)
                .filteredOn(mask -> inside(mask, 50, 25))
                .hasSize(1);
        assertThat(calls).endsWith("decode 10", "decode 3 unrefined");
    }

    @Test
    void eachBoxHasItsMaskInTheOrderSentWithoutRefinement() throws Exception {
        BoxPrompt right = new BoxPrompt(0.5, 0.2, 0.9, 0.8);
        BoxPrompt left = new BoxPrompt(0.1, 0.2, 0.3, 0.8);

        List<Mask> masks = masks(boxes(null, right, left, right));

        assertThat(masks).hasSize(3);
        assertThat(masks).extracting(mask -> inside(mask, 70, 25)).containsExactly(true, false, true);
        assertThat(masks).extracting(mask -> inside(mask, 20, 25)).containsExactly(false, true, false);
        assertThat(calls).containsExactly("encode 100x50", "decode 3 unrefined");
    }

    @Test
    void boxesMakeOneMaskTogetherIfThatIsAskedFor() throws Exception {
        BoxPrompt right = new BoxPrompt(0.5, 0.2, 0.9, 0.8);
        BoxPrompt left = new BoxPrompt(0.1, 0.2, 0.3, 0.8);

        List<Mask> masks = masks(boxes(true, right, left));

        assertThat(masks).hasSize(1);
        assertThat(inside(masks.get(0), 70, 25)).isTrue();
        assertThat(inside(masks.get(0), 20, 25)).isTrue();
        assertThat(inside(masks.get(0), 40, 25)).isFalse();
        assertThat(masks(boxes(false, right, left))).hasSize(2);
    }

    @Test
    void aHundredBoxesAreAHundredMasks() throws Exception {
        BoxPrompt[] hundred = IntStream.range(0, 100)
                .mapToObj(i -> new BoxPrompt(i / 200.0, 0, 1, 1))
                .toArray(BoxPrompt[]::new);

        assertThat(masks(boxes(null, hundred))).hasSize(100);
        assertThat(masks(boxes(true, hundred))).hasSize(1);
    }

    @Test
    void aBoxBesidePointsReachesTheModel() throws Exception {
        BoxPrompt box = new BoxPrompt(0.1, 0.2, 0.3, 0.8);
        PointsParameters alone = new PointsParameters(null, null, 0, true, true, box);
        PointGroup right = new PointGroup(List.of(new Point(0.9, 0.5)), null);

        List<Mask> boxed = masks(Artworks.points("key1", NOW, alone).parameters());
        List<Mask> both = masks(Artworks.points("key1", NOW, new PointsParameters(right, null, 0, true, true, box))
                .parameters());

        assertThat(boxed).hasSize(1);
        assertThat(inside(boxed.get(0), 20, 25)).isTrue();
        assertThat(inside(boxed.get(0), 90, 25)).isFalse();
        assertThat(inside(both.get(0), 20, 25)).isTrue();
        assertThat(inside(both.get(0), 90, 25)).isTrue();
    }

    private List<Mask> masks(Parameters parameters) throws Exception {
        return masks(new NotedPacks(calls), parameters);
    }

    private static Parameters boxes(@Nullable Boolean combine, BoxPrompt... boxes) {
        return Artworks.boxes("key1", NOW, new BoxesParameters(List.of(boxes), combine))
                .parameters();
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
        return masks(packs, parameters);
    }

    private static List<Mask> masks(ModelPacks packs, Parameters parameters) throws Exception {
        List<Mask> masks = new ArrayList<>();
        MaskPredictor prompting = new MaskPredictor(packs, EmbeddingCache.none(), Parallel.available());
        prompting
                .predict(prompting.look(PICTURE, "acme", parameters), parameters)
                .masks()
                .forEach(predicted -> masks.add(predicted.mask()));
        return masks;
    }

    private static boolean inside(Mask mask, int x, int y) {
        return mask.coverage()[y * mask.width() + x] != 0;
    }
}
