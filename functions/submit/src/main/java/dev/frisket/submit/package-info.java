/** Reads a request, records the artwork and enqueues its job. */
@NullMarked
package dev.frisket.submit;

import org.jspecify.annotations.NullMarked;
