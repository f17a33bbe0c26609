package dev.frisket.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model hub on this machine that redirects to its storage, as hubs do, and can be set to misbehave. */
final class HubServer implements AutoCloseable {
    private final HttpServer server;
    private final byte[] content;
    final List<String> asked = new ArrayList<>();

    /** Bytes after which the connection is dropped. */
    int dropAfter = Integer.MAX_VALUE;

    /** Whether a range request is answered with the range; otherwise with the whole file. */
    boolean ranges = true;

    /** Status code sent instead of the file, 0 for none. */
    int refusal;

    /** The digest that the hub sends. */
    @Nullable
    String digest;

    HubServer(byte[] content) throws IOException {
        this.content = content;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(exchange.getRequestURI() + (range == null ? "" : " " + range));
        if (refusal != 0) {
            exchange.sendResponseHeaders(refusal, -1);
        } else if (!exchange.getRequestURI().getPath().startsWith("/bytes")) {
            exchange.getResponseHeaders().add("Location", "/bytes?signed=yes");
            if (digest != null) {
                exchange.getResponseHeaders().add("X-Linked-Etag", '"' + digest + '"');
            }
            exchange.sendResponseHeaders(302, -1);
        } else if (range == null || !ranges) {
            send(exchange, 200, content);
        } else {
            int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            if (from >= content.length) {
                exchange.getResponseHeaders().add("Content-Range", "bytes */" + content.length);
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
            send(exchange, 206, Arrays.copyOfRange(content, from, content.length));
        }
    }

    private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, Math.min(body.length, dropAfter));
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
