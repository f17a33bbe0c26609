/** What things are named by: UUIDs, and digests of what they hold. */
@NullMarked
package dev.frisket.core.id;

import org.jspecify.annotations.NullMarked;
