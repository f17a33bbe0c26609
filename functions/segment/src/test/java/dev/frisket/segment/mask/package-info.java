/** Masks against drawings, a slow reference, algebra and golden files. */
@NullMarked
package dev.frisket.segment.mask;

import org.jspecify.annotations.NullMarked;
