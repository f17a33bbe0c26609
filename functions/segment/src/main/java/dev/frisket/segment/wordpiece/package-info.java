/**
 * BERT's tokenizer: words, and the pieces of words in a vocabulary.
 *
 * <p>Own code, since no library is both small and right, as measured on the 3,011 texts of the tests with the tokens of
 * the reference, which this code reproduces all: the tokenizer in DJL's {@code ai.djl:api} 0.36.0 (1 MB without its
 * dependencies) differs on 547, because it doesn't separate ideographs or remove invisible characters as BERT does;
 * OpenNLP's 2.5.4 (1.4 MB), which only splits words, on 1,802. Hugging Face's own, behind DJL's
 * {@code ai.djl.huggingface:tokenizers} 0.38.0, has 18 MB of native code.
 */
@NullMarked
package dev.frisket.segment.wordpiece;

import org.jspecify.annotations.NullMarked;
