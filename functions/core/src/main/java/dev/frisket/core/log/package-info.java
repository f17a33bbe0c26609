/** What is written down about the work: a line an event, JSON in the cloud, words at a terminal. */
@NullMarked
package dev.frisket.core.log;

import org.jspecify.annotations.NullMarked;
