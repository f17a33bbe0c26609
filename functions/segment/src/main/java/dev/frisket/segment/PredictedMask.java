package dev.frisket.segment;

import dev.frisket.core.artwork.MaskFacts.Detected;
import dev.frisket.segment.mask.Mask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mask before any work on it.
 *
 * @param mask of 0 and 255
 * @param score predicted IoU, 0..1; of a union the least of its parts; null if nothing was found
 * @param detections what it is made of; empty for points and if nothing was found
 */
record PredictedMask(Mask mask, @Nullable Double score, List<Detected> detections) {}
