/** Calls the webhooks of ended artworks, and ends artworks whose jobs are dead letters. */
@NullMarked
package dev.frisket.notify;

import org.jspecify.annotations.NullMarked;
