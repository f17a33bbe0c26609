package dev.frisket.local.gateway;

import dev.frisket.core.api.Cors;
import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves the API on a port of this machine: stands in for API Gateway and calls the functions behind the routes. */
public final class Gateway implements AutoCloseable {
    /** The address that only this machine reaches. */
    public static final String LOOPBACK = "127.0.0.1";

    // Beyond this backlog, a client's system retries the connection after one second, and again after two.
    private static final int ACCEPT_QUEUE = 1024;
    // A caller that waits for the end of its artwork occupies a thread: enough for all connections of one address.
    private static final int MAX_THREADS = 600;
    private static final long STOP_MILLIS = 5_000;
    private static final long IDLE_AT_STOP_MILLIS = 50;

    private final Server server;
    private final ServerConnector connector;

    /**
     * The rules for every route.
     *
     * @param authorizer identifies callers
     * @param throttle refuses callers over their limits
     * @param cors web origins whose pages may read responses
     */
    public record Rules(Authorizer authorizer, Throttle throttle, Cors cors) {}

    /**
     * Limits on a client's use of connections.
     *
     * @param head time from opening the connection, or from the first byte after a response, to the end of the headers
     * @param idle time from a response to the next request on the same connection
     * @param body time from the end of the headers to the end of the body
     * @param drain time to read and discard an unused body, whose sender would otherwise not see the response
     * @param connections at most for one address, at least 1
     */
    record Bounds(Duration head, Duration idle, Duration body, Duration drain, int connections) {
        /** For a server whose clients are on the same machine. */
        static final Bounds USUAL = new Bounds(
                Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(2), 500);
    }

    private Gateway(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts a gateway without pages.
     *
     * @param port 0 for any free one
     * @param rules for every route
     * @throws BindException if the port is taken
     */
    public static Gateway start(int port, List<Route> routes, Rules rules, Clock clock) throws IOException {
        return start(LOOPBACK, port, new Handler.Sequence(), routes, rules, clock);
    }

    /**
     * Starts a gateway.
     *
     * @param host address of this machine to listen on
     * @param port 0 for any free one
     * @param pages handles requests first, and leaves unknown ones to the API
     * @param rules for every route
     * @throws BindException if the port is taken
     */
    public static Gateway start(String host, int port, Handler pages, List<Route> routes, Rules rules, Clock clock)
            throws IOException {
        return start(host, port, pages, routes, rules, Bounds.USUAL, clock);
    }

    /** Starts a gateway with bounds other than the usual ones. */
    static Gateway start(
            String host, int port, Handler pages, List<Route> routes, Rules rules, Bounds bounds, Clock clock)
            throws IOException {
        // No path is refused for its syntax: the routes decide which paths exist.
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setSendServerVersion(false);

        Server server = new Server(new QueuedThreadPool(MAX_THREADS));
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        server.addConnector(connector);
        Handler api = new GatewayHandler(new RouteTable(routes), rules, bounds, clock);
        Handler all = new GracefulHandler(new Handler.Sequence(pages, api));
        Connections connections = new Connections(all, bounds, rules.cors());
        connector.addEventListener(connections);
        server.setHandler(connections);
        server.setErrorHandler(new ContractErrors(rules.cors()));
        server.setStopTimeout(STOP_MILLIS);
        connector.setShutdownIdleTimeout(IDLE_AT_STOP_MILLIS);
        open(connector);
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("the gateway does not start", e);
        }
        return new Gateway(server, connector);
    }

    private static void open(ServerConnector connector) throws IOException {
        try {
            connector.open();
        } catch (IOException e) {
            throw e.getCause() instanceof BindException taken ? taken : e;
        }
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the gateway does not stop", e);
        }
    }
}
