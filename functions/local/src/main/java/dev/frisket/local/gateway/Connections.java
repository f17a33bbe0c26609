package dev.frisket.local.gateway;

import dev.frisket.core.api.Cors;
import dev.frisket.local.gateway.Gateway.Bounds;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that keep the gateway waiting: those whose request headers are late and, if an address has too many
 * connections, the one that has waited longest, so that a new one is always served.
 *
 * <p>Jetty closes a silent connection, but not one that sends single bytes.
 */
final class Connections extends Handler.Wrapper implements Connection.Listener {
    private final Bounds bounds;
    private final byte[] late;
    private final Map<Connection, Watched> all = new ConcurrentHashMap<>();
    private final Map<Object, Set<Watched>> byAddress =
            new HashMap<>(); // in the order in which they arrived; guarded by itself

    Connections(Handler handler, Bounds bounds, Cors cors) {
        super(handler);
        this.bounds = bounds;
        this.late = ContractErrors.late(cors).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void onOpened(Connection connection) {
        Watched opened = new Watched(connection);
        all.put(connection, opened);
        @Nullable Watched superfluous = null;
        synchronized (byAddress) {
            Set<Watched> ofAddress = byAddress.computeIfAbsent(opened.address, address -> new LinkedHashSet<>());
            if (ofAddress.size() >= bounds.connections()) {
                superfluous = ofAddress.stream()
                        .filter(Watched::waits)
                        .findFirst()
                        .orElseGet(() -> ofAddress.iterator().next());
                ofAddress.remove(superfluous);
            }
            ofAddress.add(opened);
        }
        opened.open();
        if (superfluous != null) {
            superfluous.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        @Nullable Watched closed = all.remove(connection);
        if (closed == null) {
            return;
        }
        closed.stopWaiting();
        synchronized (byAddress) {
            byAddress.computeIfPresent(closed.address, (address, ofAddress) -> {
                ofAddress.remove(closed);
                return ofAddress.isEmpty() ? null : ofAddress;
            });
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        @Nullable Watched watched = all.get(request.getConnectionMetaData().getConnection());
        if (watched != null) {
            long number = watched.begin();
            if (number == Watched.TOO_LATE) {
                callback.failed(new QuietException.Exception("the request came too late"));
                return true;
            }
            Request.addCompletionListener(request, failure -> watched.answered(number));
        }
        return super.handle(request, response, callback);
    }

    /** A connection, which either has a request in progress or waits for the headers of one. */
    private final class Watched {
        private static final long TOO_LATE = -1;

        private final Connection connection;
        private final Object address;
        private Scheduler.@Nullable Task waiting;
        private boolean lastChance;
        private boolean expired;
        private long requests;
        private long bytesBefore;

        Watched(Connection connection) {
            this.connection = connection;
            this.address = connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
                    ? remote.getAddress()
                    : "";
        }

        synchronized boolean waits() {
            return waiting != null;
        }

        synchronized void open() {
            await(bounds.head(), true);
        }

        /** Stops waiting and returns the number of the request that begins, or {@code TOO_LATE}. */
        synchronized long begin() {
            stopWaiting();
            return expired ? TOO_LATE : ++requests;
        }

        /** Starts waiting for the next request, unless it began before the end of this response was reported. */
        synchronized void answered(long number) {
            if (number == requests) {
                bytesBefore = connection.getBytesIn();
                await(bounds.idle(), false);
            }
        }

        synchronized void stopWaiting() {
            if (waiting != null) {
                waiting.cancel();
                waiting = null;
            }
        }

        private synchronized void await(Duration patience, boolean last) {
            lastChance = last;
            waiting = getServer()
                    .getBean(Scheduler.class)
                    .schedule(this::expire, patience.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void expire() {
            boolean begun = connection.getBytesIn() > bytesBefore;
            synchronized (this) {
                if (waiting == null) {
                    return;
                }
                if (begun && !lastChance) {
                    await(bounds.head(), true);
                    return;
                }
                waiting = null;
                expired = true;
            }
            if (begun) {
                connection.getEndPoint().write(Callback.from(this::close), ByteBuffer.wrap(late));
            } else {
                close();
            }
        }

        // Closes the endpoint only: closing the connection would make Jetty respond with 500 first.
        private void close() {
            connection.getEndPoint().close();
        }
    }
}
