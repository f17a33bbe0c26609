/** The shape of a mask: which pixels are inside. */
@NullMarked
package dev.frisket.core.shape;

import org.jspecify.annotations.NullMarked;
