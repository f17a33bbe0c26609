/** One submitted picture with its request and its outcome. */
@NullMarked
package dev.frisket.core.artwork;

import org.jspecify.annotations.NullMarked;
