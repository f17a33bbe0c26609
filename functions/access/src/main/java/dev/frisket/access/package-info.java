/** Authenticates callers, and lets organizations manage their API keys and webhook secrets. */
@NullMarked
package dev.frisket.access;

import org.jspecify.annotations.NullMarked;
