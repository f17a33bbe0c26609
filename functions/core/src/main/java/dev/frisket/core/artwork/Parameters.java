package dev.frisket.core.artwork;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a segmentation request, valid and with defaults filled in.
 *
 * @param imageUrl the picture, as sent
 * @param method which of the prompts counts
 * @param text the text prompt, also when the method is another
 * @param points the points prompt, also when the method is another
 * @param boxes the boxes prompt, also when the method is another
 * @param mask work on each mask
 * @param outputFormat file format asked for
 * @param cutoutFormat file format of the cut-outs; null if nothing was sent, which is none
 * @param webhook https address that is told of the end, as sent; null if nobody is
 */
public record Parameters(
        String imageUrl,
        Method method,
        TextParameters text,
        PointsParameters points,
        BoxesParameters boxes,
        MaskParameters mask,
        OutputFormat outputFormat,
        @Nullable CutoutFormat cutoutFormat,
        @Nullable String webhook) {

    /** A request that says nothing about boxes and cut-outs. */
    public Parameters(
            String imageUrl,
            Method method,
            TextParameters text,
            PointsParameters points,
            MaskParameters mask,
            OutputFormat outputFormat,
            @Nullable String webhook) {
        this(imageUrl, method, text, points, BoxesParameters.DEFAULTS, mask, outputFormat, null, webhook);
    }

    /** The file format of the cut-outs; empty if none are wanted. */
    public Optional<MaskFormat> cutoutFileFormat() {
        return Optional.ofNullable(cutoutFormat).flatMap(CutoutFormat::fileFormat);
    }

    /** Whether anything was sent that the first version of the API did not have. */
    public boolean hasAdditions() {
        return points.box() != null
                || !boxes.equals(BoxesParameters.DEFAULTS)
                || mask.hasAdditions()
                || cutoutFormat != null;
    }

    /** What repeated requests are compared by: the same, a default that was sent taken for one that was not. */
    public Parameters withoutSentDefaults() {
        return new Parameters(
                imageUrl,
                method,
                text,
                points,
                boxes.withoutSentDefaults(),
                mask.withoutSentDefaults(),
                outputFormat,
                cutoutFileFormat().map(CutoutFormat::of).orElse(null),
                webhook);
    }
}
