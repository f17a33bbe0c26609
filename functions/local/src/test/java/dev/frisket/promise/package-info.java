/** A 202 is a promise: every accepted artwork ends, once, whatever dies. */
@NullMarked
package dev.frisket.promise;

import org.jspecify.annotations.NullMarked;
