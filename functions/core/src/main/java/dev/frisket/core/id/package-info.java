/** Identifiers: UUIDs and content digests. */
@NullMarked
package dev.frisket.core.id;

import org.jspecify.annotations.NullMarked;
