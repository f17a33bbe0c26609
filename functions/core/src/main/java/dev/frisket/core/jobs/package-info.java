/** The queue of artworks that wait for a worker. */
@NullMarked
package dev.frisket.core.jobs;

import org.jspecify.annotations.NullMarked;
