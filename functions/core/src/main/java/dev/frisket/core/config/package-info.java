/** Settings, read once at start. */
@NullMarked
package dev.frisket.core.config;

import org.jspecify.annotations.NullMarked;
