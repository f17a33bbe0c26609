/** Delivers the messages of a queue to a function, as Lambda's event source mappings do. */
@NullMarked
package dev.frisket.core.poll;

import org.jspecify.annotations.NullMarked;
