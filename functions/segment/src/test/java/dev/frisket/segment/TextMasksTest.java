package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.onnx.GoldenPoints;
import dev.frisket.segment.onnx.RealPacks;
import dev.frisket.segment.parallel.Parallel;
import java.io.IOException;
import java.util.BitSet;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares masks for texts, by the real models, with masks made by text/masks.py. */
class TextMasksTest {
    @ParameterizedTest
    @CsvSource({"camera.png, the man with the camera, man", "coffee.png, a cup of coffee, cup"})
    void theMaskIsTheReferences(String picture, String prompt, String expected) throws Exception {
        Mask mask = predict(picture, prompt).masks().iterator().next().mask();

        BitSet found = new BitSet();
        for (int i = 0; i < mask.coverage().length; i++) {
            found.set(i, mask.coverage()[i] != 0);
        }
        assertThat(GoldenPoints.iou(found, reference(expected))).isGreaterThan(0.995);
    }

    private Prediction predict(String picture, String prompt) throws Exception {
        Parameters points = Artworks.onePoint(picture);
        Parameters parameters = new Parameters(
                picture,
                Method.TEXT,
                new TextParameters(prompt, 0.2, -1, true),
                points.points(),
                points.mask(),
                points.outputFormat(),
                null);
        MaskPredictor prompting = new MaskPredictor(RealPacks.shared(), EmbeddingCache.none(), Parallel.available());
        byte[] file = BundledPictures.file(picture);
        return prompting.predict(prompting.look(file, "acme", parameters), parameters);
    }

    private static BitSet reference(String name) throws IOException {
        return GoldenPoints.inside(
                ImageIO.read(Objects.requireNonNull(TextMasksTest.class.getResource("text/" + name + ".png"))));
    }
}
