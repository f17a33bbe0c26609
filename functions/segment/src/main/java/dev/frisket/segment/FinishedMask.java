package dev.frisket.segment;

import dev.frisket.core.artwork.MaskFacts;
import dev.frisket.core.artwork.OutputFormat;
import dev.frisket.core.shape.Rle;
import dev.frisket.segment.mask.Cutout;
import dev.frisket.segment.mask.EncodedMask;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.parallel.Parallel;
import org.jspecify.annotations.Nullable;

/**
 * A mask after all work on it, ready to be stored.
 *
 * @param file the encoded mask
 * @param rle its pixels inside, as COCO's compressed string
 * @param facts what is known of it
 * @param cutout the picture with the mask as alpha, not yet encoded; null if it is not wanted
 */
public record FinishedMask(EncodedMask file, String rle, MaskFacts facts, @Nullable Cutout cutout) {
    /**
     * Encodes a mask.
     *
     * @param predicted what the mask was made from
     * @param cutouts makes its cut-out; null if it is not wanted
     */
    static FinishedMask of(
            Mask mask, PredictedMask predicted, @Nullable CutoutRequest cutouts, OutputFormat format, Parallel cores) {
        Rle shape = Rle.of(mask.width(), mask.height(), mask.coverage());
        String rle = shape.counts();
        return new FinishedMask(
                EncodedMask.of(mask, format.maskFormat(), cores),
                rle,
                new MaskFacts(
                        predicted.score(),
                        predicted.detections(),
                        mask.width(),
                        mask.height(),
                        shape.box(),
                        shape.area(),
                        rle.length()),
                cutouts == null ? null : cutouts.of(mask));
    }
}
