package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.frisket.core.Soak;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.OutputFormat;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.segment.onnx.GoldenPoints;
import dev.frisket.segment.onnx.RealPacks;
import dev.frisket.segment.picture.PictureDecoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A large JPEG or PNG file is not decoded in full, yet its mask has the full size, and is practically that of the same
 * pixels in a BMP file: IoU above 0.98.
 */
class LargePictureTest {
    private final PictureMasks masks = new PictureMasks(RealPacks.shared());

    static Stream<Arguments> pictures() {
        return Stream.of(
                        arguments("jpeg", "camera.png", 2650, 3001, "the man"),
                        arguments("png", "coffee.png", 2701, 2601, null),
                        arguments("jpeg", "rocket.jpg", 3901, 2602, null),
                        arguments("jpeg", "coffee.png", 6001, 5203, null),
                        arguments("jpeg", "coffee.png", 2701, 2601, "the cup"),
                        arguments("png", "rocket.jpg", 6001, 5203, null))
                .limit(Soak.size(2, 4));
    }

    /**
     * @param format of the file
     * @param width of the large picture, and its height
     * @param words names the object, or null for a prompt of one point
     */
    @ParameterizedTest
    @MethodSource("pictures")
    void theMaskIsThatOfTheFullPicture(String format, String image, int width, int height, @Nullable String words)
            throws Exception {
        byte[] file = converted(BundledPictures.resized(image, width, height), format);
        assertThat(PictureDecoder.draft(file, 1300).image().width()).isLessThan(width);
        BufferedImage ofDraft = mask(file, parameters(words));
        BufferedImage ofFull = mask(converted(file, "bmp"), parameters(words));

        assertThat(ofDraft.getWidth()).isEqualTo(width);
        assertThat(ofDraft.getHeight()).isEqualTo(height);
        BitSet expected = GoldenPoints.inside(ofFull);
        assertThat(expected.cardinality()).isGreaterThan(width * height / 100);
        assertThat(GoldenPoints.iou(GoldenPoints.inside(ofDraft), expected)).isGreaterThan(0.98);
    }

    private BufferedImage mask(byte[] file, Parameters parameters) throws Exception {
        List<byte[]> files = new ArrayList<>();
        masks.make(file, parameters, mask -> files.add(mask.file().bytes()));
        return ImageIO.read(new ByteArrayInputStream(files.get(0)));
    }

    private static Parameters parameters(@Nullable String words) {
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

    private static byte[] converted(byte[] file, String format) throws IOException {
        if (format.equals("jpeg")) {
            return file;
        }
        ByteArrayOutputStream converted = new ByteArrayOutputStream();
        ImageIO.write(ImageIO.read(new ByteArrayInputStream(file)), format, converted);
        return converted.toByteArray();
    }
}
