package dev.frisket.segment.prompt;

/**
 * A second thing that distinguishes the first from others of its kind.
 *
 * @param relation of the first thing to this one
 * @param target the second thing; of several, the surest counts
 */
record Reference(Relation relation, PromptTarget target) {}
