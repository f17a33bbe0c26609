package dev.frisket.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A client that sends arbitrary bytes at arbitrary times. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int MOMENT_MILLIS = 20;

    private final Socket socket;

    /** @param port on this machine */
    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    /** Reads the status line and the headers of a response. */
    String head() throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append(read(1));
        }
        return answer.toString();
    }

    String read(int bytes) throws IOException {
        byte[] read = socket.getInputStream().readNBytes(bytes);
        if (read.length < bytes) {
            throw new EOFException("no more than " + new String(read, UTF_8));
        }
        return new String(read, UTF_8);
    }

    /** Writes a byte now and then until a response arrives, and returns everything until the connection ends. */
    String drip() throws IOException, InterruptedException {
        try {
            while (socket.getInputStream().available() == 0) {
                write("x");
                Thread.sleep(MOMENT_MILLIS);
            }
        } catch (SocketException e) {
            // The response arrived and the connection was closed meanwhile.
        }
        return all();
    }

    /** Reads everything until the connection ends. */
    String all() throws IOException {
        StringBuilder answer = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                answer.append((char) next);
            }
        } catch (SocketException e) {
            // Bytes that the server did not read reset the connection; the response came before.
        }
        return answer.toString();
    }

    /** Whether the connection is still open after a moment; no response may be under way. */
    boolean isOpen() throws IOException {
        socket.setSoTimeout(MOMENT_MILLIS);
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
