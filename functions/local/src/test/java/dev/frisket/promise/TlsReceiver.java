package dev.frisket.promise;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.frisket.outbound.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver for a process's webhooks: an HTTPS server on the loopback address. */
final class TlsReceiver implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TestAuthority authority;
    private final HttpsServer server;

    /** Handles an event. */
    @FunctionalInterface
    interface Reading {
        /**
         * @param id of the event
         * @return the status code of the response
         */
        int read(String id, byte[] body);
    }

    /** @param folder for its certificate */
    TlsReceiver(Path folder, Reading reading) throws IOException {
        authority = TestAuthority.in(folder);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.server(List.of("ip:127.0.0.1"))));
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

    /** Its URL, for callers that may call this machine. */
    URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/done");
    }

    /** Options of a JVM that trusts it. */
    List<String> trusted() {
        return authority.trusted();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
