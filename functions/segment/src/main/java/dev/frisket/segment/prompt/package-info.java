/** What a text prompt asks for, in the words that a detector of fixed classes knows. */
@NullMarked
package dev.frisket.segment.prompt;

import org.jspecify.annotations.NullMarked;
