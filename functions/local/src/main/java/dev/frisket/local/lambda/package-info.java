/** Stands in for Lambda: the Runtime API. */
@NullMarked
package dev.frisket.local.lambda;

import org.jspecify.annotations.NullMarked;
