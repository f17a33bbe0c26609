/** Text as BERT reads it: words, and the pieces of words that a vocabulary knows. */
@NullMarked
package dev.frisket.segment.wordpiece;

import org.jspecify.annotations.NullMarked;
