package dev.frisket.access.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.frisket.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * API Gateway's management API on a loopback port, as its reference describes the calls: one usage plan, signatures
 * verified, any answer replaceable by a fault. It allows what the template allows the function: keys of other products are
 * neither listed nor deleted, and a key can't be created without the tag.
 */
final class StandInGateway implements AutoCloseable {
    static final String PLAN = "frisket";
    private static final String PLAN_ID = "pl4n1d";
    private static final String KEYS_OF_PLAN = "/usageplans/" + PLAN_ID + "/keys";

    private final HttpServer server;
    private final SignatureV4 signature;
    private final Map<String, String> namesById = new LinkedHashMap<>();
    private final Set<String> untagged = new HashSet<>();
    private final List<String> attached = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Map<String, Fault> faultsOfCalls = new HashMap<>();

    /** A fault of a call: it is answered {@code statusCode}, whether or not it was applied. */
    record Fault(int statusCode, boolean applied) {}

    private record Answer(int statusCode, JsonNode json) {}

    StandInGateway(SignatureV4 signature) throws IOException {
        this.signature = signature;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Sets the faults of the next calls. */
    synchronized void next(Fault... all) {
        faults.addAll(List.of(all));
    }

    /** Sets the fault of the next call whose method and path begin like this. */
    synchronized void next(String call, Fault fault) {
        faultsOfCalls.put(call, fault);
    }

    /** Method and path of every call. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Adds a key of the plan as earlier versions created it, without a tag. */
    synchronized String addUntagged(String name) {
        String id = "old" + namesById.size();
        namesById.put(id, name);
        attached.add(id);
        untagged.add(id);
        return id;
    }

    /** Tags a key, as an operator does. */
    synchronized void tag(String id) {
        untagged.remove(id);
    }

    /** Names of all keys. */
    synchronized List<String> names() {
        return List.copyOf(namesById.values());
    }

    /** Names of the keys attached to the plan. */
    synchronized List<String> attached() {
        return attached.stream().map(id -> namesById.getOrDefault(id, "gone")).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        calls.add(call);
        Fault fault = faults.isEmpty() ? faultOf(call) : faults.poll();
        Answer answer;
        if (!signature.isOf(exchange, body)
                || !"application/json".equals(exchange.getRequestHeaders().getFirst("Accept"))) {
            answer = error(403, "The request signature we calculated does not match");
        } else if (fault != null && !fault.applied()) {
            answer = error(fault.statusCode(), "fault");
        } else {
            answer = answer(exchange, body);
        }
        send(exchange, fault == null ? answer : error(fault.statusCode(), "fault"));
    }

    private @Nullable Fault faultOf(String call) {
        Optional<String> begin =
                faultsOfCalls.keySet().stream().filter(call::startsWith).findAny();
        return begin.map(faultsOfCalls::remove).orElse(null);
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        return switch (exchange.getRequestMethod() + " " + path) {
            case "GET /usageplans" -> new Answer(200, items(Map.of("other", PLAN + "-2", PLAN_ID, PLAN), ""));
            case "GET " + KEYS_OF_PLAN ->
                new Answer(200, items(namesOfPlan(), query.replaceAll(".*name=([^&]*).*", "$1")));
            case "GET /apikeys" -> error(403, "not authorized to perform: apigateway:GET");
            case "POST /apikeys" -> create(Json.read(body));
            case "POST " + KEYS_OF_PLAN -> attach(Json.read(body));
            default -> exchange.getRequestMethod().equals("DELETE") ? delete(path) : error(404, "no such call");
        };
    }

    private Map<String, String> namesOfPlan() {
        Map<String, String> names = new LinkedHashMap<>(namesById);
        names.keySet().retainAll(attached);
        return names;
    }

    private Answer create(JsonNode key) {
        if (!PLAN.equals(key.path("tags").path("frisket-usage-plan").asText())) {
            return error(403, "not authorized to perform: apigateway:POST");
        }
        String value = key.path("value").asText();
        if (value.length() < 20 || value.length() > 128 || !key.path("enabled").asBoolean()) {
            return error(400, "API Key value should be at least 20 characters");
        }
        if (namesById.containsValue(key.path("name").asText())) {
            return error(409, "API Key already exists");
        }
        String id = "id" + calls.size();
        namesById.put(id, key.path("name").asText());
        return new Answer(201, Json.object().put("id", id).put("value", value));
    }

    private Answer attach(JsonNode key) {
        String id = key.path("keyId").asText();
        if (!namesById.containsKey(id) || !key.path("keyType").asText().equals("API_KEY")) {
            return error(404, "Invalid API Key identifier specified");
        }
        if (attached.contains(id)) {
            return error(409, "Usage plan key already exists");
        }
        attached.add(id);
        return new Answer(201, Json.object().put("id", id));
    }

    private Answer delete(String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (untagged.contains(id)) {
            return error(403, "not authorized to perform: apigateway:DELETE");
        }
        attached.remove(id);
        return namesById.remove(id) == null ? error(404, "Invalid API Key identifier") : new Answer(202, Json.object());
    }

    private static ObjectNode items(Map<String, String> all, String namePrefix) {
        ObjectNode page = Json.object();
        ArrayNode items = page.putArray("item");
        all.forEach((id, name) -> {
            if (name.startsWith(namePrefix)) {
                items.addObject().put("id", id).put("name", name);
            }
        });
        return page;
    }

    private static Answer error(int statusCode, String message) {
        return new Answer(statusCode, Json.object().put("message", message));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        boolean empty = answer.statusCode() == 202;
        byte[] bytes = empty ? new byte[0] : Json.write(answer.json()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
