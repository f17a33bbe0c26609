package dev.frisket.outbound;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * Reads what matters of a response. The connection is closed behind it, whether or not the body was read to its end.
 *
 * @param <T> what it makes of the response
 * @param <E> its refusals
 */
@FunctionalInterface
public interface ResponseReader<T, E extends Exception> {
    T read(ClassicHttpResponse response) throws IOException, E;
}
