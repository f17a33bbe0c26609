package dev.frisket.core.artwork;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts about the masks of an artwork.
 *
 * @param words how the text prompt was interpreted; null for other methods
 * @param masks one for each result, in their order
 */
public record ArtworkFacts(@Nullable PromptWords words, List<MaskFacts> masks) {
    public ArtworkFacts {
        masks = List.copyOf(masks);
    }
}
