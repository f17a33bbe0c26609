/** A tour of the API with bundled pictures. */
@NullMarked
package dev.frisket.local.demo;

import org.jspecify.annotations.NullMarked;
