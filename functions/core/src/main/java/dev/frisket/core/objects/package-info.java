/** Objects with conditional writes: the port, and its S3 adapter. */
@NullMarked
package dev.frisket.core.objects;

import org.jspecify.annotations.NullMarked;
