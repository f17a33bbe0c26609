/** Objects with conditional writes: the port, and its S3 adapter. */
@NullMarked
package dev.frisket.core.bucket;

import org.jspecify.annotations.NullMarked;
