/** BERT's tokenizer: words, and the pieces of words in a vocabulary. */
@NullMarked
package dev.frisket.segment.wordpiece;

import org.jspecify.annotations.NullMarked;
