/** Everything in one JVM, behind the same routes as the deployed stack. */
@NullMarked
package dev.frisket.local;

import org.jspecify.annotations.NullMarked;
