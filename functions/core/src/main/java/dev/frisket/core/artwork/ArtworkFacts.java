package dev.frisket.core.artwork;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the masks of an artwork.
 *
 * @param words what the text prompt's words were taken for; null for other methods
 * @param masks one for each result, in their order
 */
public record ArtworkFacts(@Nullable PromptWords words, List<MaskFacts> masks) {
    public ArtworkFacts {
        masks = List.copyOf(masks);
    }
}
