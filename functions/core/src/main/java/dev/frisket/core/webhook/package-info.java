/** What webhooks are signed with. */
@NullMarked
package dev.frisket.core.webhook;

import org.jspecify.annotations.NullMarked;
