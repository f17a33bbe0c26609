/** What a segmentation model takes and gives, without saying which runtime runs it. */
@NullMarked
package dev.frisket.segment.model;

import org.jspecify.annotations.NullMarked;
