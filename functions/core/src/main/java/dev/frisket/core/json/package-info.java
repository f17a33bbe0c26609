/** Reading and writing JSON, strictly. */
@NullMarked
package dev.frisket.core.json;

import org.jspecify.annotations.NullMarked;
