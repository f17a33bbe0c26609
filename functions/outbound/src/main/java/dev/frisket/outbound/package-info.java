/** Connections to where strangers say, made only to addresses that were checked. */
@NullMarked
package dev.frisket.outbound;

import org.jspecify.annotations.NullMarked;
