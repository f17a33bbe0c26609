/** What API Gateway does for the deployed functions: routes, authorizer, proxy events, error bodies. */
@NullMarked
package dev.frisket.local.gateway;

import org.jspecify.annotations.NullMarked;
