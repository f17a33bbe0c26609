package dev.frisket.segment.picture;

import dev.frisket.segment.picture.Container.Sizes;
import java.util.stream.Stream;

/** The formats, each with all contradictions that its containers allow. */
enum LyingFormat {
    JPEG,
    PNG,
    WEBP,
    TIFF,
    GIF,
    BMP;

    /**
     * A container for each contradiction.
     *
     * @param parts number of parts where there are too many
     * @param choice selects a variant of each contradiction
     */
    Stream<Container> of(Sizes sizes, int parts, int choice) {
        return switch (this) {
            case JPEG -> JpegLies.of(sizes, parts, choice);
            case PNG -> PngLies.of(sizes, parts, choice);
            case WEBP -> WebPLies.of(sizes, parts, choice);
            case TIFF -> TiffLies.of(sizes, parts, choice);
            case GIF -> GifBmpLies.gif(sizes, parts, choice);
            case BMP -> GifBmpLies.bmp(sizes, parts, choice);
        };
    }
}
