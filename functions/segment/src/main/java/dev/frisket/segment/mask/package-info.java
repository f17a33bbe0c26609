/** From logits to stored bytes: masks are upsampled, grown, blurred and encoded here, exactly and at memory speed. */
@NullMarked
package dev.frisket.segment.mask;

import org.jspecify.annotations.NullMarked;
