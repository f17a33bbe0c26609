package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.onnx.GoldenPoints;
import dev.frisket.segment.onnx.LabelledScene;
import dev.frisket.segment.onnx.OnnxPacks;
import dev.frisket.segment.parallel.Parallel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Masks by words of the pack {@code grounding-dino}, or of another that {@code -DtextPack} names, on twelve labelled
 * pictures. Skipped where the pack's files are missing: they are not bundled.
 */
class TextPackIT {
    private static final Path MODELS = Path.of(System.getProperty("models"));
    private static final String PACK = System.getProperty("textPack", "grounding-dino");
    private static @Nullable OnnxPacks packs;

    // Before each, so that each is reported as skipped.
    @BeforeEach
    void open() {
        if (packs != null) {
            return;
        }
        ModelPack pack = ModelPack.read(MODELS, PACK);
        assumeTrue(
                pack.manifest().files().stream().allMatch(pack::hasSize),
                "the files of the model pack " + PACK + " are missing");
        packs = OnnxPacks.open(MODELS, List.of("sam2-tiny", PACK), 2);
    }

    @AfterAll
    static void close() {
        if (packs != null) {
            packs.close();
        }
    }

    /**
     * Compares the box around the mask with the labelled one, since few of the pictures have labelled shapes.
     *
     * @param scene index in labelled/scenes.json
     * @param label in the scene; empty for the rocket, whose golden mask is the truth
     * @param iou least IoU of the boxes, such as sam2-tiny reaches with coco-ssd where that finds the thing
     */
    @ParameterizedTest
    @CsvSource({
        "0, a woman, person, 0.7",
        "1, a man, person, 0.7",
        "2, a cup, cup, 0.7",
        "3, a cat, cat, 0.7",
        "4, a horse, horse, 0.7",
        "5, a rocket, '', 0.5",
        "7, a person, person, 0.6",
        "9, a person, person, 0.6",
        "11, a cup, cup, 0.6",
        "12, a cat, cat, 0.6",
        "15, a horse, horse, 0.6",
        "20, a spoon, spoon, 0.4"
    })
    void theMaskIsWhereTheThingIs(int scene, String prompt, String label, double iou) throws Exception {
        LabelledScene labelled = LabelledScene.all().get(scene);
        Mask mask = mask(png(labelled), prompt);
        Box truth = labelled.things().getOrDefault(label, List.of(rocket())).get(0);

        BitSet inside = new BitSet();
        for (int i = 0; i < mask.coverage().length; i++) {
            inside.set(i, mask.coverage()[i] != 0);
        }
        assertThat(inside.isEmpty())
                .as("%s finds nothing in scene %d", prompt, scene)
                .isFalse();
        assertThat(LabelledScene.around(inside, mask.width(), mask.height()).iou(truth))
                .as("%s in scene %d", prompt, scene)
                .isGreaterThanOrEqualTo(iou);
    }

    private static Box rocket() {
        return LabelledScene.around(GoldenPoints.mask("points/out/p11_0.png"), 640, 427);
    }

    private static Mask mask(byte[] picture, String prompt) throws Exception {
        Parameters points = Artworks.onePoint("picture.png");
        Parameters parameters = new Parameters(
                "picture.png",
                Method.TEXT,
                new TextParameters(prompt, 0.25, 1, true),
                points.points(),
                points.mask(),
                points.outputFormat(),
                null);
        MaskPredictor predictor =
                new MaskPredictor(Objects.requireNonNull(packs), EmbeddingCache.none(), Parallel.available());
        return predictor
                .predict(predictor.look(picture, "acme", parameters), parameters)
                .masks()
                .iterator()
                .next()
                .mask();
    }

    private static byte[] png(LabelledScene scene) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        BufferedImage image = scene.image();
        ImageIO.write(image, "png", file);
        return file.toByteArray();
    }
}
