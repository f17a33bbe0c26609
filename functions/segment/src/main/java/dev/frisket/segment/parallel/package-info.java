/** The distribution of one task over processor cores. */
@NullMarked
package dev.frisket.segment.parallel;

import org.jspecify.annotations.NullMarked;
