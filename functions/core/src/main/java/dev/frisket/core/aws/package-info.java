/** Clients of the AWS services. */
@NullMarked
package dev.frisket.core.aws;

import org.jspecify.annotations.NullMarked;
