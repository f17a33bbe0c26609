/** Answers that wait until an artwork has ended, for callers that prefer it. */
@NullMarked
package dev.frisket.core.prefer;

import org.jspecify.annotations.NullMarked;
