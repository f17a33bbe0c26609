package dev.frisket.segment.model;

/**
 * One mask that a model proposes for a prompt.
 *
 * @param logits the mask, low-resolution
 * @param score predicted IoU of this mask with the object, about 0..1
 */
public record Candidate(Logits logits, double score) {}
