package dev.frisket.local.stack;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** A web server with pictures of any size, which can be made to hang or fail. */
public final class PictureHost implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicInteger fetched = new AtomicInteger();
    private volatile CompletableFuture<Void> held = CompletableFuture.completedFuture(null);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public PictureHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            fetched.incrementAndGet();
            held.join();
            byte[] body = status.get() == 200 ? picture(exchange.getRequestURI().getPath()) : new byte[0];
            exchange.sendResponseHeaders(status.get(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    public URI address() {
        return address(64, 48);
    }

    /** The URL of a picture of this size in pixels. */
    public URI address(int width, int height) {
        return URI.create("http://127.0.0.1:%d/%d/%d/picture.png"
                .formatted(server.getAddress().getPort(), width, height));
    }

    /** Holds back all responses until the returned future is completed. */
    public CompletableFuture<Void> hold() {
        CompletableFuture<Void> hanging = new CompletableFuture<>();
        held = hanging;
        return hanging;
    }

    /** The number of requests for pictures so far. */
    public int fetched() {
        return fetched.get();
    }

    public void answer(int code) {
        status.set(code);
    }

    @Override
    public void close() {
        held.complete(null);
        server.stop(0);
        threads.shutdownNow();
    }

    private static byte[] picture(String path) {
        String[] parts = path.split("/", -1);
        int width = Integer.parseInt(parts[1]);
        int height = Integer.parseInt(parts[2]);
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
