/** Embeddings kept for further prompts about the same picture. */
@NullMarked
package dev.frisket.segment.embedding;

import org.jspecify.annotations.NullMarked;
