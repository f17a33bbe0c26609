package dev.frisket.segment.model;

/**
 * Something that a detector has found.
 *
 * @param box where it is
 * @param score how sure the detector is, 0..1
 * @param label what it is, in the detector's words
 */
public record Detection(Box box, double score, String label) {}
