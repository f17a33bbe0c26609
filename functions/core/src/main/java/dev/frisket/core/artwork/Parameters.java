package dev.frisket.core.artwork;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a segmentation request, valid and with defaults filled in.
 *
 * @param imageUrl the picture, as sent
 * @param method which of the prompts is used
 * @param text the text prompt, even if the method is another
 * @param points the points prompt, even if the method is another
 * @param boxes the boxes prompt, even if the method is another
 * @param mask work on each mask
 * @param outputFormat requested file format
 * @param cutoutFormat file format of the cut-outs; null if nothing was sent, which is none
 * @param webhook https URL to which the ended artwork is posted, as sent; null if none was sent
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

    /** Parameters without boxes and cut-outs. */
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

    /** The form in which repeated requests are compared: a copy in which defaults that were sent count as not sent. */
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
