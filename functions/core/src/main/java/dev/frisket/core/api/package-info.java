/** What every function behind the gateway says: who calls, what went wrong, how a reply looks. */
@NullMarked
package dev.frisket.core.api;

import org.jspecify.annotations.NullMarked;
