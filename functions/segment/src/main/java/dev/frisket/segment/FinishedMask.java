package dev.frisket.segment;

import dev.frisket.core.artwork.MaskFacts;
import dev.frisket.core.artwork.OutputFormat;
import dev.frisket.core.shape.Rle;
import dev.frisket.segment.mask.EncodedMask;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.mask.Parallel;

/**
 * A mask after all work on it, ready to be stored.
 *
 * @param file the encoded mask
 * @param rle its pixels inside, as COCO's compressed string
 * @param facts what is known of it
 */
public record FinishedMask(EncodedMask file, String rle, MaskFacts facts) {
    /** @param predicted what the mask was made from */
    static FinishedMask of(Mask mask, PredictedMask predicted, OutputFormat format, Parallel cores) {
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
                        rle.length()));
    }
}
