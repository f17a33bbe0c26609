package dev.frisket.segment;

import dev.frisket.segment.onnx.GoldenPoints;
import dev.frisket.segment.picture.SourceImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.ImageIO;

/** The pictures in the source tree, for tests that depend on exactly these, regardless of the golden data folder. */
public final class BundledPictures {
    private BundledPictures() {}

    /** @param name such as {@code coffee.png} */
    public static byte[] file(String name) {
        try (InputStream file = BundledPictures.class.getResourceAsStream("/golden/images/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The picture resized to the given sides, in pixels, as a JPEG file. */
    public static byte[] resized(String name, int width, int height) {
        try {
            BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D pen = resized.createGraphics();
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            pen.drawImage(ImageIO.read(new ByteArrayInputStream(file(name))), 0, 0, width, height, null);
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(resized, "jpeg", jpeg);
            return jpeg.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The samples as stored, ignoring the picture's profile. */
    public static SourceImage picture(String name) {
        return GoldenPoints.plain(file(name));
    }
}
