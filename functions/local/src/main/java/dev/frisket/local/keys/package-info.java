/** The command {@code keys}: API keys made, listed and revoked by whoever runs a stack. */
@NullMarked
package dev.frisket.local.keys;

import org.jspecify.annotations.NullMarked;
