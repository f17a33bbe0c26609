/** Stands in for Lambda: contexts, event source mappings, the Runtime API. */
@NullMarked
package dev.frisket.local.lambda;

import org.jspecify.annotations.NullMarked;
