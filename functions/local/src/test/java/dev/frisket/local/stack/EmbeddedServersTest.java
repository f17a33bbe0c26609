package dev.frisket.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.json.Json;
import dev.frisket.core.queue.Job;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Other programs on this machine, including web pages, can do nothing with the embedded servers. */
class EmbeddedServersTest {
    private static final List<String> QUEUES =
            List.of("frisket-jobs", "frisket-jobs-dead", "frisket-webhooks", "frisket-webhooks-dead");
    // AddPermission and RemovePermission are left out: ElasticMQ answers them alike whatever they name, and does
    // nothing.
    private static final List<String> ACTIONS = List.of(
            "ListQueues",
            "GetQueueUrl",
            "GetQueueAttributes",
            "ReceiveMessage",
            "ListQueueTags",
            "ListDeadLetterSourceQueues",
            "SendMessage",
            "TagQueue",
            "SetQueueAttributes",
            "StartMessageMoveTask",
            "CreateQueue",
            "PurgeQueue",
            "DeleteQueue");

    private static final List<String> AUTHORIZATIONS = List.of(
            "",
            "Bearer key",
            "AWS frisket:c2lnbmF0dXJl",
            "AWS4-HMAC-SHA256 Credential=frisket/20261129/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00");

    @TempDir
    private static Path folder;

    private static DataFolder data;
    private static Services services;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        data = DataFolder.open(folder);
        services = Services.embedded(data);
    }

    @AfterAll
    static void stop() {
        services.close();
        data.close();
    }

    @Test
    void aStrangersCallNeitherReadsNorChangesAQueue() throws Exception {
        services.jobs().send(new Job(ArtworkId.create(Instant.now(), new SecureRandom()), "key"), "acme");
        Map<String, Object> before = queues();
        URI server = root("AWS_ENDPOINT_URL_SQS");
        for (String action : ACTIONS) {
            for (HttpRequest.Builder call : calls(server, action)) {
                HttpResponse<String> answer = http.send(call.build(), BodyHandlers.ofString());

                assertThat(answer.statusCode()).as(action + " " + answer.body()).isGreaterThanOrEqualTo(400);
                assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
            }
        }
        assertThat(queues()).isEqualTo(before);
    }

    /** Calls as a page's image, form or rebound host name would make them, with well-known queue names. */
    private static List<HttpRequest.Builder> calls(URI server, String action) {
        List<HttpRequest.Builder> calls = new ArrayList<>();
        for (String queue : QUEUES) {
            Map<String, String> parameters = Map.of(
                    "Action",
                    action,
                    "QueueName",
                    action.equals("CreateQueue") ? "strange" : queue,
                    "QueueUrl",
                    server.resolve("/000000000000/" + queue).toString(),
                    "SourceArn",
                    "arn:aws:sqs:elasticmq:000000000000:" + queue,
                    "MessageBody",
                    "strange",
                    "VisibilityTimeout",
                    "0",
                    "Attribute.1.Name",
                    "VisibilityTimeout",
                    "Attribute.1.Value",
                    "1");
            String form = parameters.entrySet().stream()
                    .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                    .collect(Collectors.joining("&"));
            for (String path : List.of("/", "/000000000000/" + queue, "/queue/" + queue)) {
                calls.add(HttpRequest.newBuilder(server.resolve(path + "?" + form)));
                calls.add(HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
            }
            ObjectNode json = Json.object();
            parameters.forEach(json::put);
            json.put("VisibilityTimeout", 0).putObject("Attributes").put("VisibilityTimeout", "1");
            json.putObject("Tags").put("strange", "yes");
            for (String type : List.of("application/x-amz-json-1.0", "text/plain")) {
                calls.add(HttpRequest.newBuilder(server)
                        .header("Content-Type", type)
                        .header("X-Amz-Target", "AmazonSQS." + action)
                        .POST(BodyPublishers.ofString(Json.write(json))));
            }
        }
        return calls;
    }

    @Test
    void aStrangersCallNeitherReadsNorChangesAnObject() throws Exception {
        services.data().put("artworks/key/one.json", "{}".getBytes(UTF_8), "application/json");
        URI server = root("AWS_ENDPOINT_URL");
        String bucket = "/" + Buckets.DATA;
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE")) {
            for (String path : List.of(
                    "/",
                    bucket,
                    bucket + "?list-type=2",
                    bucket + "?acl",
                    bucket + "?delete",
                    bucket + "/artworks/key/one.json",
                    bucket + "/strange",
                    bucket + "/artworks/key/one.json?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00",
                    "/strange")) {
                for (String authorization : AUTHORIZATIONS) {
                    HttpRequest.Builder call = HttpRequest.newBuilder(server.resolve(path))
                            .method(method, BodyPublishers.ofString(method.startsWith("P") ? "strange" : ""));
                    if (!authorization.isEmpty()) {
                        call.header("Authorization", authorization);
                    }
                    HttpResponse<String> answer = http.send(call.build(), BodyHandlers.ofString());
                    assertThat(answer.statusCode())
                            .as(method + " " + path + " " + authorization + " " + answer.body())
                            .isBetween(400, 499);
                }
            }
        }
        assertThat(services.data().list("", 10)).containsExactly("artworks/key/one.json");
    }

    @Test
    void aNameThatWasMadeToLeadToThisMachineIsRefused() throws Exception {
        URI server = root("AWS_ENDPOINT_URL");
        assertThat(preflight(server, server.getAuthority())).startsWith("HTTP/1.1 200 ");
        assertThat(preflight(server, "rebound.example:" + server.getPort())).startsWith("HTTP/1.1 403 ");
    }

    private static String preflight(URI server, String host) throws IOException {
        String call = "OPTIONS /%s/strange HTTP/1.1\r\nHost: %s\r\nOrigin: http://%2$s\r\nConnection: close\r\n"
                        .formatted(Buckets.DATA, host)
                + "Access-Control-Request-Method: PUT\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(call.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static URI root(String variable) {
        return URI.create(services.variables().get(variable)).resolve("/");
    }

    private static Map<String, Object> queues() {
        Map<String, Object> queues = new TreeMap<>();
        for (String url : services.queues().sqs().listQueues().queueUrls()) {
            queues.put(
                    url,
                    List.of(
                            services.queues()
                                    .sqs()
                                    .getQueueAttributes(
                                            request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                                    .attributesAsStrings(),
                            services.queues()
                                    .sqs()
                                    .listQueueTags(request -> request.queueUrl(url))
                                    .tags()));
        }
        return queues;
    }
}
