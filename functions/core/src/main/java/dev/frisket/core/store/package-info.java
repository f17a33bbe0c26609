/** Artworks and masks as stored objects. */
@NullMarked
package dev.frisket.core.store;

import org.jspecify.annotations.NullMarked;
