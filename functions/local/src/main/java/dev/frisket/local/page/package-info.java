/** The playground and the reference page, for a browser on this machine; not part of the API. */
@NullMarked
package dev.frisket.local.page;

import org.jspecify.annotations.NullMarked;
