/** Code that two or more functions share: the artwork, its store, ids, errors and JSON. */
@NullMarked
package dev.frisket.core;

import org.jspecify.annotations.NullMarked;
