package dev.frisket.outbound;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Creates sockets that connect to a loopback server instead of their destination, and records the destination. */
public final class Detour implements Supplier<Socket> {

    private final InetSocketAddress server;
    private final Queue<Socket> made = new ConcurrentLinkedQueue<>();
    private final Queue<InetSocketAddress> destinations = new ConcurrentLinkedQueue<>();

    public Detour(InetSocketAddress server) {
        this.server = server;
    }

    @Override
    public Socket get() {
        Socket socket = new Socket(Proxy.NO_PROXY) {
            @Override
            public void connect(SocketAddress destination, int timeout) throws IOException {
                destinations.add((InetSocketAddress) destination);
                super.connect(server, timeout);
            }
        };
        made.add(socket);
        return socket;
    }

    /** How many sockets were made, connected or not. */
    public int sockets() {
        return made.size();
    }

    /** The intended destinations, in order. */
    public List<InetSocketAddress> destinations() {
        return List.copyOf(destinations);
    }
}
