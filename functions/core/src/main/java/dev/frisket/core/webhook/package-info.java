/** Webhooks of ended artworks: the message, the record of attempts, and the secrets that sign. */
@NullMarked
package dev.frisket.core.webhook;

import org.jspecify.annotations.NullMarked;
