package dev.frisket.core.artwork;

import org.jspecify.annotations.Nullable;

/**
 * A request for segmentation, valid and with its defaults filled in.
 *
 * @param imageUrl the picture, as sent
 * @param method which of the prompts counts
 * @param text the text prompt, also when the method is another
 * @param points the points prompt, also when the method is another
 * @param mask work on each mask
 * @param outputFormat file format asked for
 * @param webhook https address that is told of the end, as sent; null if nobody is
 */
public record Parameters(
        String imageUrl,
        Method method,
        TextParameters text,
        PointsParameters points,
        MaskParameters mask,
        OutputFormat outputFormat,
        @Nullable String webhook) {}
