/** The inputs, outputs and ports of segmentation models, independent of the runtime. */
@NullMarked
package dev.frisket.segment.model;

import org.jspecify.annotations.NullMarked;
