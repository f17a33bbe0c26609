/** The services of AWS, as functions reach them. */
@NullMarked
package dev.frisket.core.aws;

import org.jspecify.annotations.NullMarked;
