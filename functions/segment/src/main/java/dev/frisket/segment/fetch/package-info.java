/** Fetches a picture's bytes from an untrusted address, within limits of time and size. */
@NullMarked
package dev.frisket.segment.fetch;

import org.jspecify.annotations.NullMarked;
