package dev.frisket.local.gateway;

import java.time.Duration;

/**
 * What a client may take of the gateway before it is answered.
 *
 * @param head from the connection's begin, or the first byte after an answer, to the end of a request's headers
 * @param idle from an answer to the next request on the same connection
 * @param body from the headers' end to the body's
 * @param drain for a body that nobody wants, whose sender would not hear the answer otherwise
 * @param connections of one address, at least 1
 */
record Bounds(Duration head, Duration idle, Duration body, Duration drain, int connections) {
    /** Of a server whose clients are on the same machine. */
    static final Bounds USUAL = new Bounds(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(2), 500);
}
