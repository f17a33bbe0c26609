package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.OutputFormat;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.segment.onnx.GoldenPoints;
import dev.frisket.segment.onnx.OnnxPacks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A large JPEG file is not decoded in full, and its mask is the one of the full picture all the same: as large, and as of
 * the same pixels in a BMP file.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeJpegTest {
    private final OnnxPacks packs =
            OnnxPacks.open(Path.of(System.getProperty("models")), List.of("sam2-tiny", "coco-ssd"), 2);
    private final PictureMasks masks = new PictureMasks(packs);

    @AfterAll
    void close() {
        packs.close();
    }

    /** Width and height of the large picture, and words, or none for one point. */
    @ParameterizedTest
    @CsvSource({
        "rocket.jpg, 3901, 2602,",
        "coffee.png, 6001, 5203,",
        "camera.png, 2650, 3001, the man",
        "coffee.png, 2701, 2601, the cup"
    })
    void theMaskIsThatOfTheFullPicture(String image, int width, int height, String words) throws Exception {
        byte[] jpeg = BundledPictures.resized(image, width, height);
        BufferedImage ofDraft = mask(jpeg, parameters(words));
        BufferedImage ofFull = mask(bmp(jpeg), parameters(words));

        assertThat(ofDraft.getWidth()).isEqualTo(width);
        assertThat(ofDraft.getHeight()).isEqualTo(height);
        BitSet expected = GoldenPoints.inside(ofFull);
        assertThat(expected.cardinality()).isGreaterThan(width * height / 100);
        assertThat(GoldenPoints.iou(GoldenPoints.inside(ofDraft), expected)).isGreaterThan(0.98);
    }

    private BufferedImage mask(byte[] file, Parameters parameters) throws Exception {
        List<byte[]> files = new ArrayList<>();
        masks.make(file, parameters, mask -> files.add(mask.bytes()));
        return ImageIO.read(new ByteArrayInputStream(files.get(0)));
    }

    private static Parameters parameters(String words) {
        Parameters points = Artworks.onePoint("large.jpg");
        return new Parameters(
                points.imageUrl(),
                words == null ? Method.POINTS : Method.TEXT,
                new TextParameters(words == null ? "" : words, 0.2, -1, true),
                points.points(),
                MaskParameters.DEFAULTS,
                OutputFormat.PNG,
                null);
    }

    private static byte[] bmp(byte[] jpeg) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(ImageIO.read(new ByteArrayInputStream(jpeg)), "bmp", file);
        return file.toByteArray();
    }
}
