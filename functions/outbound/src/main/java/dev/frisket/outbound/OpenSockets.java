package dev.frisket.outbound;

import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hc.client5.http.io.DetachedSocketFactory;

/**
 * The sockets of one exchange, all closed when it ends or its deadline passes.
 *
 * <p>Closing the socket from another thread is the one way to end a connect, a TLS handshake, a write and a read alike,
 * however slowly the peer sends.
 */
final class OpenSockets implements DetachedSocketFactory, AutoCloseable {

    private final Supplier<Socket> connector;
    private final ScheduledFuture<?> end;
    private final List<Socket> sockets = new ArrayList<>();
    private boolean closed;

    OpenSockets(Supplier<Socket> connector, Deadline deadline, ScheduledExecutorService timer) {
        this.connector = connector;
        this.end = timer.schedule(this::closeSockets, deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The proxy of the system settings is ignored. */
    @Override
    public synchronized Socket create(Proxy ignored) throws IOException {
        if (closed) {
            throw new IOException("the exchange is over");
        }
        Socket socket = connector.get();
        sockets.add(socket);
        return socket;
    }

    @Override
    public void close() {
        end.cancel(false);
        closeSockets();
    }

    private synchronized void closeSockets() {
        closed = true;
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // Nothing more can be done to close it.
            }
        }
    }
}
