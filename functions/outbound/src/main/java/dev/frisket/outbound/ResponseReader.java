package dev.frisket.outbound;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * Reads the relevant parts of a response. The connection is then closed, whether or not the body was read to its end.
 *
 * @param <T> result of reading the response
 * @param <E> exceptions of the reader
 */
@FunctionalInterface
public interface ResponseReader<T, E extends Exception> {
    T read(ClassicHttpResponse response) throws IOException, E;
}
