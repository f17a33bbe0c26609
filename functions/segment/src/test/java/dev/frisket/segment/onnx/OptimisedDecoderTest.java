package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.frisket.packs.Capability;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.MaskModel;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The optimised decoder has branches for few and many tokens, one and several prompts, with and without a mask. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OptimisedDecoderTest {
    private static final Path MODELS = Path.of(System.getProperty("models"));
    private static final String PACK = "sam2-tiny";
    private static final float LOGITS = 0.01f; // of about 20 to 100
    private static final double SCORE = 1e-4;

    private final Sam2Decoder published = new Sam2Decoder(ModelPack.published(MODELS, PACK), 2);
    private final Sam2Decoder optimised = new Sam2Decoder(ModelPack.read(MODELS, PACK), 2);

    @BeforeAll
    void onlyWhereItIsMade() {
        assumeThat(ModelPack.read(MODELS, PACK).manifest().file("decoder"))
                .as("the optimised decoder")
                .isNotEqualTo(ModelPack.published(MODELS, PACK).manifest().file("decoder"));
    }

    @AfterAll
    void close() {
        published.close();
        optimised.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 8", "1, 9", "1, 100", "2, 8", "4, 2", "5, 2", "3, 9"})
    void itsMasksAreThoseOfThePublishedOne(int prompts, int points) {
        MaskModel encoder =
                RealPacks.shared().find(Capability.POINTS, MaskModel.class).orElseThrow();
        Embedding embedding = encoder.encode(GoldenPoints.picture("coffee.png"));
        Sam2Prompt prompt = prompt(prompts, points);

        for (int refinements = 0; refinements < 2; refinements++) {
            List<MaskTokens> expected = published.decode(embedding, prompt, refinements, MaskTokens::best);
            List<MaskTokens> masks = optimised.decode(embedding, prompt, refinements, MaskTokens::best);

            assertThat(masks).hasSize(prompts);
            for (int i = 0; i < prompts; i++) {
                for (int j = 0; j < MaskTokens.COUNT; j++) {
                    assertEqual(
                            masks.get(i).candidates().get(j),
                            expected.get(i).candidates().get(j));
                }
            }
        }
    }

    /** Prompts of two points are boxes; of the points of others, every second one is background. */
    private static Sam2Prompt prompt(int prompts, int points) {
        Random random = new Random(points);
        FloatBuffer coordinates = FloatBuffer.allocate(prompts * points * 2);
        FloatBuffer labels = FloatBuffer.allocate(prompts * points);
        for (int i = 0; i < prompts * points; i++) {
            boolean even = i % 2 == 0;
            coordinates.put(even ? 300 + 100 * random.nextFloat() : 600 + 300 * random.nextFloat());
            coordinates.put(even ? 300 + 100 * random.nextFloat() : 600 + 300 * random.nextFloat());
            labels.put(points == 2 ? (even ? 2 : 3) : (even ? 1 : 0));
        }
        return new Sam2Prompt(prompts, points, coordinates.flip(), labels.flip());
    }

    private static void assertEqual(Candidate found, Candidate expected) {
        assertThat(found.score()).isCloseTo(expected.score(), within(SCORE));
        assertThat(found.logits().values()).containsExactly(expected.logits().values(), within(LOGITS));
    }
}
