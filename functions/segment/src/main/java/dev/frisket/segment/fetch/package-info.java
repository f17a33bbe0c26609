/** A picture's bytes from where a stranger says, within bounds of time and size. */
@NullMarked
package dev.frisket.segment.fetch;

import org.jspecify.annotations.NullMarked;
