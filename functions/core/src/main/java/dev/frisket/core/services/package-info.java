/** The services of AWS, as functions reach them. */
@NullMarked
package dev.frisket.core.services;

import org.jspecify.annotations.NullMarked;
