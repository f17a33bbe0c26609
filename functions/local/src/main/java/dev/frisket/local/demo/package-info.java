/** A tour of the API with pictures that are in the box. */
@NullMarked
package dev.frisket.local.demo;

import org.jspecify.annotations.NullMarked;
