package dev.frisket.local.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** Serves the sample pictures on a free loopback port: an API that takes addresses wants them to have one. */
final class SampleServer implements AutoCloseable {
    private static final int OK = 200;

    private final HttpServer server;

    private SampleServer(HttpServer server) {
        this.server = server;
    }

    static SampleServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        for (Sample sample : Sample.ALL) {
            byte[] picture = sample.bytes();
            server.createContext("/" + sample.name() + "/" + sample.file(), exchange -> {
                exchange.sendResponseHeaders(OK, picture.length);
                exchange.getResponseBody().write(picture);
                exchange.close();
            });
        }
        server.start();
        return new SampleServer(server);
    }

    /** Where a sample's picture is. */
    URI address(Sample sample) {
        return URI.create(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/" + sample.name() + "/" + sample.file());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
