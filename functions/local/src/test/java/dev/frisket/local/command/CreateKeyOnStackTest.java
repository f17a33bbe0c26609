package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.frisket.access.key.Token;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code keys create --stack} against a server that stands in for AWS and for the deployed API. */
class CreateKeyOnStackTest {
    private static final String STACKS =
            """
            <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>
              <member><StackName>frisket</StackName><Outputs>
                <member><OutputKey>ControlBucketName</OutputKey><OutputValue>control</OutputValue></member>
                <member><OutputKey>UsagePlanName</OutputKey><OutputValue>frisket</OutputValue></member>
                <member><OutputKey>ApiUrl</OutputKey><OutputValue>API</OutputValue></member>
              </Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>
            """;
    private static final String EMPTY_BUCKET =
            """
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>control</Name><KeyCount>0</KeyCount>
            <IsTruncated>false</IsTruncated></ListBucketResult>
            """;

    private final AtomicInteger tries = new AtomicInteger();
    private HttpServer aws;
    private int refusals;
    private int refusal = 401;

    @BeforeEach
    void start() throws IOException {
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", this::respond);
        aws.createContext("/deployed/v2/models", this::judge);
        aws.start();
    }

    @AfterEach
    void stop() {
        aws.stop(0);
    }

    @Test
    void theCommandEndsWhenTheApiAcceptsTheKey() throws Exception {
        refusals = 1;
        assertCreated("The API accepts it.");
        assertThat(tries).hasValue(2);
    }

    @Test
    void anApiThatCannotBeAskedIsSaid() throws Exception {
        refusals = 1;
        refusal = 403;
        assertCreated("unknown; until it does, responses are 401.");
        assertThat(tries).hasValue(1);
    }

    private void assertCreated(String lastWords) throws Exception {
        try (FrisketProcess keys = FrisketProcess.of(
                Main.class,
                Map.of(
                        "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                        "AWS_SECRET_ACCESS_KEY", "example",
                        "AWS_REGION", "eu-central-1",
                        "AWS_ENDPOINT_URL", address()),
                "keys",
                "create",
                "--stack",
                "frisket",
                "--organization",
                "acme",
                "--scope",
                "admin")) {
            assertThat(keys.exitCode()).as(keys.err()).isZero();
            assertThat(new Token(keys.out().strip()).isOurs()).isTrue();
            assertThat(keys.err()).hasLineCount(3).contains("a key of acme (admin)");
            assertThat(keys.err().strip()).endsWith(lastWords);
        }
    }

    private String address() {
        return "http://localhost:" + aws.getAddress().getPort();
    }

    private void judge(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(tries.getAndIncrement() < refusals ? refusal : 200, -1);
        exchange.close();
    }

    private void respond(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestMethod() + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String answer = EMPTY_BUCKET;
        if (body.contains("Action=DescribeStacks")) {
            answer = STACKS.replace(">API<", ">" + address() + "/deployed<");
        } else if (asked.startsWith("GET/usageplans")) {
            answer = "{\"item\":[{\"id\":\"pl4n1d\",\"name\":\"frisket\"}]}";
        } else if (asked.startsWith("POST/")) {
            answer = "{\"id\":\"k3y1d\"}";
        } else if (asked.startsWith("PUT/")) {
            exchange.getResponseHeaders().add("ETag", "\"1\"");
            answer = "";
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
