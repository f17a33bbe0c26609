package dev.frisket.core.artwork;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of a segmentation request, valid and with defaults filled in.
 *
 * @param imageUrl the picture, as sent
 * @param method the prompt to use
 * @param text the text prompt, even if the method is another
 * @param points the points prompt, even if the method is another
 * @param mask post-processing of each mask
 * @param outputFormat requested file format
 * @param webhook https URL to call when the artwork has ended, as sent; null for none
 */
public record Parameters(
        String imageUrl,
        Method method,
        TextParameters text,
        PointsParameters points,
        MaskParameters mask,
        OutputFormat outputFormat,
        @Nullable String webhook) {}
