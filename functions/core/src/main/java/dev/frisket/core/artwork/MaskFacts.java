package dev.frisket.core.artwork;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a mask as it is stored, after all mask work. Pixels inside are those of at least 128.
 *
 * @param score predicted IoU of the mask with what it masks, 0..1; of a union the least of its parts; null if nothing
 *     was found
 * @param detections what the mask is made of; empty for points and if nothing was found
 * @param width pixels
 * @param height pixels
 * @param box around the pixels inside, whole pixels; null if there are none
 * @param area number of pixels inside
 * @param rleBytes length of the stored run-length encoding
 */
public record MaskFacts(
        @Nullable Double score,
        List<Detected> detections,
        int width,
        int height,
        @Nullable PixelBox box,
        int area,
        int rleBytes) {
    public MaskFacts {
        detections = List.copyOf(detections);
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
