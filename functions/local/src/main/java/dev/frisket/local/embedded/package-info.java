/** S3 and SQS servers inside this JVM, so that nothing else needs to be installed. */
@NullMarked
package dev.frisket.local.embedded;

import org.jspecify.annotations.NullMarked;
