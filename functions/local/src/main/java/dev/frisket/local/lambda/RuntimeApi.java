package dev.frisket.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.frisket.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * Lambda's Runtime API, from which a function's process polls events and to which it responds, one event at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
public final class RuntimeApi implements RequestHandler<SQSEvent, SQSBatchResponse>, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RuntimeApi.class.getName());
    private static final String RUNTIME = "/2018-06-01/runtime/";
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final SynchronousQueue<ObjectNode> events = new SynchronousQueue<>();
    private final SynchronousQueue<JsonNode> answers = new SynchronousQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private RuntimeApi(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free loopback port. */
    public static RuntimeApi start() throws IOException {
        RuntimeApi api =
                new RuntimeApi(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        api.server.createContext(RUNTIME, api::serve);
        api.server.setExecutor(api.threads);
        api.server.start();
        return api;
    }

    /** Host and port, in the form of {@code AWS_LAMBDA_RUNTIME_API}. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Passes an event to the process and waits for its response.
     *
     * @throws IllegalStateException if the process fails or does not respond
     */
    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        JsonNode answer = exchange(json(event));
        if (answer.has("errorMessage")) {
            throw new IllegalStateException("the function failed: " + Json.write(answer));
        }
        return new SQSBatchResponse(
                StreamSupport.stream(answer.path("batchItemFailures").spliterator(), false)
                        .map(failure -> new BatchItemFailure(
                                failure.path("itemIdentifier").asText()))
                        .toList());
    }

    private JsonNode exchange(ObjectNode event) {
        try {
            if (events.offer(event, TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                JsonNode answer = answers.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
                if (answer != null) {
                    return answer;
                }
            }
            throw new IllegalStateException("the function did not respond within " + TIMEOUT.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the function worked", e);
        }
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(RUNTIME + "invocation/next")) {
                byte[] event = Json.writeBytes(events.take());
                exchange.getResponseHeaders()
                        .set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
                exchange.getResponseHeaders()
                        .set(
                                "Lambda-Runtime-Deadline-Ms",
                                Long.toString(Instant.now().plus(TIMEOUT).toEpochMilli()));
                exchange.getResponseHeaders()
                        .set(
                                "Lambda-Runtime-Invoked-Function-Arn",
                                "arn:aws:lambda:local:000000000000:function:worker");
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(OK, event.length);
                exchange.getResponseBody().write(event);
            } else if (path.equals(RUNTIME + "init/error")) {
                LOG.log(Level.ERROR, "the function could not start: " + text(exchange));
                exchange.sendResponseHeaders(ACCEPTED, -1);
            } else {
                answers.put(Json.read(text(exchange).getBytes(StandardCharsets.UTF_8)));
                exchange.sendResponseHeaders(ACCEPTED, -1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static ObjectNode json(SQSEvent event) {
        ObjectNode json = Json.object();
        ArrayNode records = json.putArray("Records");
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            ObjectNode one = records.addObject()
                    .put("messageId", message.getMessageId())
                    .put("receiptHandle", message.getReceiptHandle())
                    .put("body", message.getBody())
                    .put("md5OfBody", message.getMd5OfBody())
                    .put("eventSource", message.getEventSource())
                    .put("eventSourceARN", message.getEventSourceArn())
                    .put("awsRegion", message.getAwsRegion());
            message.getAttributes().forEach(one.putObject("attributes")::put);
        }
        return json;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
