/** The command {@code keys}, with which the operator of a stack creates, lists and revokes API keys. */
@NullMarked
package dev.frisket.local.keys;

import org.jspecify.annotations.NullMarked;
