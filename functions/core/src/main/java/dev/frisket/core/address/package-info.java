/** Strict parsing of untrusted URLs, of pictures and webhooks, and the policy on which addresses they may reach. */
@NullMarked
package dev.frisket.core.address;

import org.jspecify.annotations.NullMarked;
