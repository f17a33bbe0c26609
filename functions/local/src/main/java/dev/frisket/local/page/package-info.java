/** The playground and the reference page: files for a browser on this machine, no part of the API. */
@NullMarked
package dev.frisket.local.page;

import org.jspecify.annotations.NullMarked;
