/** Decodes untrusted bytes to pixels: formats, limits, orientation and colour. */
@NullMarked
package dev.frisket.segment.picture;

import org.jspecify.annotations.NullMarked;
