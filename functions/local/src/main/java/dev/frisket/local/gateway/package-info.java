/** Stands in for API Gateway: routes, authorizer, proxy events, error bodies. */
@NullMarked
package dev.frisket.local.gateway;

import org.jspecify.annotations.NullMarked;
