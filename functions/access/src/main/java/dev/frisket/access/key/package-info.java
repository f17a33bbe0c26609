/** API keys: the secret that callers present, the stored facts, and the life cycle. */
@NullMarked
package dev.frisket.access.key;

import org.jspecify.annotations.NullMarked;
