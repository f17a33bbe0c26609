/** Where requests may go that strangers ask for: URLs of pictures and webhooks, read strictly and judged by address. */
@NullMarked
package dev.frisket.core.address;

import org.jspecify.annotations.NullMarked;
