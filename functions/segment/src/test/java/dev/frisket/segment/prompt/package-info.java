@NullMarked
package dev.frisket.segment.prompt;

import org.jspecify.annotations.NullMarked;
