/** The worker: from a job to stored masks. */
@NullMarked
package dev.frisket.segment;

import org.jspecify.annotations.NullMarked;
