/** S3 and SQS inside this JVM, so that nothing else need be installed. */
@NullMarked
package dev.frisket.local.embedded;

import org.jspecify.annotations.NullMarked;
