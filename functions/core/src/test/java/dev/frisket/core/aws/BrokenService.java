package dev.frisket.core.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A faulty S3 and SQS; this JVM's clients connect to it. */
public final class BrokenService implements AutoCloseable {
    private static final Timeouts LITTLE =
            new Timeouts(Duration.ofMillis(300), Duration.ofMillis(400), Duration.ofSeconds(1));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger calls = new AtomicInteger();
    private final Timeouts patience;
    private final HttpServer server;
    private final Map<String, String> settings;

    /** The treatment of a call. */
    private interface Behaviour {
        /** @param call the number of the call, from 0 */
        void answer(int call, HttpExchange exchange) throws IOException, InterruptedException;
    }

    private BrokenService(Timeouts patience, Behaviour behaviour) throws IOException {
        this.patience = patience;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                behaviour.answer(calls.getAndIncrement(), exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the test has ended
            }
        });
        server.start();
        settings = Map.of(
                "aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort(),
                "aws.region", "us-east-1",
                "aws.accessKeyId", "test",
                "aws.secretAccessKey", "test");
        settings.forEach(System::setProperty);
    }

    /** Accepts every call and never answers. */
    public static BrokenService silent() throws IOException {
        return new BrokenService(LITTLE, (call, exchange) -> Thread.sleep(Long.MAX_VALUE));
    }

    /** Answers every call, a byte at a time. */
    static BrokenService dripping() throws IOException {
        return new BrokenService(LITTLE, (call, exchange) -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            while (true) {
                exchange.getResponseBody().write(0);
                exchange.getResponseBody().flush();
                Thread.sleep(20);
            }
        });
    }

    /** Sends half of an object, then all of it. */
    static BrokenService truncating(byte[] object) throws IOException {
        return new BrokenService(Timeouts.OF_A_QUEUE, (call, exchange) -> {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.sendResponseHeaders(200, object.length);
            exchange.getResponseBody().write(object, 0, call == 0 ? object.length / 2 : object.length);
        });
    }

    /** Answers the calls with these statuses in turn, repeating the last. */
    static BrokenService answering(int... statuses) throws IOException {
        return new BrokenService(
                Timeouts.OF_A_QUEUE,
                (call, exchange) -> exchange.sendResponseHeaders(statuses[Math.min(call, statuses.length - 1)], -1));
    }

    /** A client of it, with suitable timeouts. */
    public Aws aws() {
        return new Aws(patience);
    }

    @Override
    public void close() {
        settings.keySet().forEach(System::clearProperty);
        threads.shutdownNow();
        server.stop(0);
    }
}
