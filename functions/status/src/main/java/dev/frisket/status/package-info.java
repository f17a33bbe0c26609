/** Answers lookups of artworks and results. */
@NullMarked
package dev.frisket.status;

import org.jspecify.annotations.NullMarked;
