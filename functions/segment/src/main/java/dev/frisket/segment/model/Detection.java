package dev.frisket.segment.model;

/**
 * An object found by a detector.
 *
 * @param box its bounding box
 * @param score the detector's confidence, 0..1
 * @param label name of the object, in the detector's words
 */
public record Detection(Box box, double score, String label) {}
