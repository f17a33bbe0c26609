/** Logging: one line for each event, as JSON in the cloud and as plain text on a terminal. */
@NullMarked
package dev.frisket.core.log;

import org.jspecify.annotations.NullMarked;
