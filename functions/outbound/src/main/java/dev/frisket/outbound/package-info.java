/** Connections to untrusted URLs, made only to checked addresses. */
@NullMarked
package dev.frisket.outbound;

import org.jspecify.annotations.NullMarked;
