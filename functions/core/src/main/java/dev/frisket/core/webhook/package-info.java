/** Telling callers that artworks have ended: the message, the record of attempts, and what signs them. */
@NullMarked
package dev.frisket.core.webhook;

import org.jspecify.annotations.NullMarked;
