package dev.frisket.segment;

import dev.frisket.core.artwork.PromptWords;
import org.jspecify.annotations.Nullable;

/**
 * What the models answer to a request.
 *
 * @param words what the prompt's words were taken for; null unless it is a text
 * @param masks in the order of the results, each made when it is asked for
 * @param cutouts makes the cut-out of each mask; null if none are wanted
 */
record Prediction(@Nullable PromptWords words, Iterable<PredictedMask> masks, @Nullable CutoutRequest cutouts) {}
