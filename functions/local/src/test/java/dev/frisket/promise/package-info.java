/** A 202 is a promise: every accepted artwork ends exactly once, even if processes die. */
@NullMarked
package dev.frisket.promise;

import org.jspecify.annotations.NullMarked;
