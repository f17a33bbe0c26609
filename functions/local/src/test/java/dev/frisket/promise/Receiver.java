package dev.frisket.promise;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.outbound.Detour;
import dev.frisket.outbound.PinnedClient;
import dev.frisket.outbound.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Whom webhooks are for: {@code https://hooks.example}, which is on the loopback address. */
final class Receiver implements AutoCloseable {
    static final String URL = "https://hooks.example/done";

    private static final InetAddress PUBLIC = address("93.184.216.34");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TestAuthority authority;
    private final HttpsServer server;

    /** What the receiver does with an event. */
    @FunctionalInterface
    interface Reading {
        /**
         * @param id the event's
         * @return the status to answer
         */
        int read(String id, byte[] body);
    }

    /** @param folder keeps its certificate */
    Receiver(Path folder, Reading reading) throws IOException {
        authority = TestAuthority.in(folder);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(
                new HttpsConfigurator(authority.server(List.of("dns:hooks.example", "ip:127.0.0.1"))));
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            int status =
                    reading.read(String.valueOf(id), exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    /** Where it is for whoever may call this machine. */
    URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/done");
    }

    /** Options of a Java that trusts it. */
    List<String> trusted() {
        return authority.trusted();
    }

    /** A client that takes this receiver for a host of the public internet. */
    PinnedClient client() {
        return new PinnedClient(
                new AddressGuard(name -> List.of(PUBLIC), AddressPolicy.PUBLIC_ONLY),
                authority.client(),
                new Detour(server.getAddress()));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
