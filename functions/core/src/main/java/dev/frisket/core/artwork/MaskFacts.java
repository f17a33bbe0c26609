package dev.frisket.core.artwork;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a stored mask, after all mask work. Pixels inside are those of at least 128.
 *
 * @param score predicted IoU of the mask with its object, 0..1; of a union the lowest of its parts; null if nothing
 *     was found
 * @param detections what the mask is made of; empty for points and if nothing was found
 * @param width pixels
 * @param height pixels
 * @param box around the pixels inside, whole pixels; null if there are none
 * @param area number of pixels inside
 * @param rleBytes length of the stored run-length encoding
 * @param cutout the stored picture with the mask as alpha; null if it was not wanted
 */
public record MaskFacts(
        @Nullable Double score,
        List<Detected> detections,
        int width,
        int height,
        @Nullable PixelBox box,
        int area,
        int rleBytes,
        @Nullable Result cutout) {
    public MaskFacts {
        detections = List.copyOf(detections);
    }

    /** Facts of a mask without a cut-out. */
    public MaskFacts(
            @Nullable Double score,
            List<Detected> detections,
            int width,
            int height,
            @Nullable PixelBox box,
            int area,
            int rleBytes) {
        this(score, detections, width, height, box, area, rleBytes, null);
    }

    /** A copy with this cut-out. */
    public MaskFacts withCutout(Result stored) {
        return new MaskFacts(score, detections, width, height, box, area, rleBytes, stored);
    }

    /**
     * A part of a mask.
     *
     * @param label name of the object in the detector's words; null if the request gave the box
     * @param confidence the detector's, 0..1; null if the request gave the box
     * @param box where it is
     */
    public record Detected(@Nullable String label, @Nullable Double confidence, PixelBox box) {}
}
