/** A whole stack in this JVM: buckets, queues, functions and models, started and closed together. */
@NullMarked
package dev.frisket.local.stack;

import org.jspecify.annotations.NullMarked;
