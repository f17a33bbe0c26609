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

/** The API on a port of this machine: the gateway's work is done here, the rest by the functions behind the routes. */
public final class Gateway implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    // Beyond it the system lets a newcomer try again after a second, and again after two.
    private static final int ACCEPT_QUEUE = 1024;
    private static final long STOP_MILLIS = 5_000;
    private static final long IDLE_AT_STOP_MILLIS = 50;

    private final Server server;
    private final ServerConnector connector;

    /**
     * What holds for every route.
     *
     * @param authorizer finds out who calls
     * @param throttle refuses who calls too often
     * @param cors whose pages may read answers
     */
    public record Rules(Authorizer authorizer, Throttle throttle, Cors cors) {}

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

    private Gateway(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts answering.
     *
     * @param port 0 for any that is free
     * @param rules hold for every route
     * @throws BindException if the port is taken
     */
    public static Gateway start(int port, List<Route> routes, Rules rules, Clock clock) throws IOException {
        return start(port, new Handler.Sequence(), routes, rules, clock);
    }

    /**
     * Starts answering.
     *
     * @param port 0 for any that is free
     * @param pages is asked first, and leaves to the API what it does not know
     * @param rules hold for every route
     * @throws BindException if the port is taken
     */
    public static Gateway start(int port, Handler pages, List<Route> routes, Rules rules, Clock clock)
            throws IOException {
        return start(port, pages, routes, rules, Bounds.USUAL, clock);
    }

    /** The same within other bounds. */
    static Gateway start(int port, Handler pages, List<Route> routes, Rules rules, Bounds bounds, Clock clock)
            throws IOException {
        // Nothing that can be told apart is refused by its form: which paths there are, the routes say.
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setSendServerVersion(false);

        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(LOOPBACK);
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
