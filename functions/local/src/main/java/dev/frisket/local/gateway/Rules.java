package dev.frisket.local.gateway;

import dev.frisket.core.api.Cors;

/**
 * What holds for every route.
 *
 * @param authorizer finds out who calls
 * @param throttle refuses who calls too often
 * @param cors whose pages may read answers
 */
public record Rules(Authorizer authorizer, Throttle throttle, Cors cors) {}
