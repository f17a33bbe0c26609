package dev.frisket.segment;

import dev.frisket.segment.onnx.GoldenPoints;
import dev.frisket.segment.picture.SourceImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The pictures of the tree, for facts about these very ones, whatever folder of golden data is named. */
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

    /** The samples as they are, whatever profile the picture has. */
    public static SourceImage picture(String name) {
        return GoldenPoints.plain(file(name));
    }
}
