/** Reads the JSON of a request: typed properties, and every broken rule in one refusal. */
@NullMarked
package dev.frisket.core.request;

import org.jspecify.annotations.NullMarked;
