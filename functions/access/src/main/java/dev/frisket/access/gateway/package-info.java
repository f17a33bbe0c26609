/** The gateway's own list of API keys, by which it counts and limits requests. */
@NullMarked
package dev.frisket.access.gateway;

import org.jspecify.annotations.NullMarked;
