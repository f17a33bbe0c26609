package dev.frisket.local.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Stands in front of an API and answers the first creation with 429 and a {@code Retry-After} of one second. */
final class BusyApi implements AutoCloseable {
    private static final String CREATION = "/v2/artworks/segmentation";
    private static final long NEVER = Long.MIN_VALUE;

    private final URI api;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong refusedAt = new AtomicLong(NEVER);
    private final AtomicLong waited = new AtomicLong();

    private BusyApi(URI api, HttpServer server) {
        this.api = api;
        this.server = server;
    }

    static BusyApi before(URI api) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        BusyApi busy = new BusyApi(api, server);
        server.createContext("/", busy::answer);
        server.start();
        return busy;
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Time from the refusal to the next creation; zero if there was none. */
    Duration waited() {
        return Duration.ofNanos(waited.get());
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean creation = exchange.getRequestURI().getPath().equals(CREATION);
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (creation && refusedAt.compareAndSet(NEVER, System.nanoTime())) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            send(
                    exchange,
                    429,
                    "{\"message\":\"too many requests, try again later\"}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        if (creation) {
            waited.compareAndSet(0, System.nanoTime() - refusedAt.get());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        api.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : new String[] {"Authorization", "Content-Type", "Prefer"}) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            send(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
