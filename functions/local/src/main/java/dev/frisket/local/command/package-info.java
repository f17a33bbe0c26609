/** The commands that a user runs in a terminal. */
@NullMarked
package dev.frisket.local.command;

import org.jspecify.annotations.NullMarked;
