/** The commands of the program: what a person calls on a terminal. */
@NullMarked
package dev.frisket.local.command;

import org.jspecify.annotations.NullMarked;
