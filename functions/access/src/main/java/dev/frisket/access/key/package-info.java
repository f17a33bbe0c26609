/** API keys: what callers present, what is kept of it, and how keys come and go. */
@NullMarked
package dev.frisket.access.key;

import org.jspecify.annotations.NullMarked;
