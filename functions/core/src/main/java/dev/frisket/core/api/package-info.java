/** HTTP for every function behind the gateway: the caller, routing, replies and errors. */
@NullMarked
package dev.frisket.core.api;

import org.jspecify.annotations.NullMarked;
