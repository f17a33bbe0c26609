/** Threads. */
@NullMarked
package dev.frisket.core.concurrent;

import org.jspecify.annotations.NullMarked;
