package dev.frisket.local.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.frisket.core.Template;
import dev.frisket.core.aws.Aws;
import dev.frisket.local.stack.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

class DeployedStackTest {
    private static final String DESCRIBED =
            """
            <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
              <DescribeStacksResult><Stacks><member>
                <StackName>frisket</StackName>
                <Parameters><member><ParameterKey>StageName</ParameterKey><ParameterValue>api</ParameterValue></member></Parameters>
                <Outputs>
                  <member><OutputKey>ApiUrl</OutputKey><OutputValue>https://x.example/api</OutputValue></member>
                  <member><Description>Keys</Description><OutputKey>ControlBucketName</OutputKey><OutputValue>frisket-control-1x</OutputValue></member>
                  <member><OutputKey>UsagePlanName</OutputKey><OutputValue>frisket</OutputValue></member>
                </Outputs>
              </member></Stacks></DescribeStacksResult>
            </DescribeStacksResponse>
            """;

    private HttpServer server;
    private String asked = "";
    private String signed = "";
    private int status = 200;
    private String body = DESCRIBED;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            signed = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aStacksOutputsNameItsBucketAndItsPlan() {
        DeployedStack stack = DeployedStack.named("frisket", cloudFormation());
        assertThat(stack.output("ControlBucketName")).isEqualTo("frisket-control-1x");
        assertThat(stack.output("UsagePlanName")).isEqualTo("frisket");
        assertThat(asked).contains("Action=DescribeStacks", "StackName=frisket", "Version=2010-05-15");
        assertThat(signed).contains("/eu-central-1/cloudformation/aws4_request");
    }

    @Test
    void theTemplateHasTheOutputsThatAreReadHere() {
        assertThat(Template.read().json().path("Outputs").fieldNames())
                .toIterable()
                .contains(
                        "ApiUrl",
                        "ControlBucketName",
                        "UsagePlanName",
                        "DataBucketName",
                        "JobsQueueUrl",
                        "WebhooksQueueUrl");
    }

    @Test
    void aStackThatIsNotThereIsNamed() {
        status = 400;
        body = "<ErrorResponse><Error><Code>ValidationError</Code></Error></ErrorResponse>";
        assertRefused("there is no stack frisket");
    }

    @Test
    void aRefusalOfAwsIsToldWithWhatToCheck() {
        status = 403;
        assertRefused("check the AWS credentials");
    }

    @Test
    void expiredCredentialsAreNamed() {
        status = 403;
        body = "<ErrorResponse><Error><Code>ExpiredToken</Code></Error></ErrorResponse>";
        assertRefused("have expired: sign in again");
    }

    @Test
    void aStackOfSomethingElseIsToldAsSuch() {
        body = DESCRIBED.replace("UsagePlanName", "Other");
        DeployedStack other = DeployedStack.named("frisket", cloudFormation());
        assertThatThrownBy(() -> other.output("UsagePlanName"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("has no output UsagePlanName");
    }

    @Test
    void whatIsNoXmlOrReachesOutOfItIsRefused() {
        body = "{}";
        assertRefused("did not respond in XML");
        body = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>";
        assertRefused("did not respond in XML");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> DeployedStack.named("frisket", cloudFormation()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    private CloudFormationClient cloudFormation() {
        return Aws.at(
                        URI.create("http://localhost:" + server.getAddress().getPort()),
                        Region.EU_CENTRAL_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "example")),
                        UrlConnectionHttpClient.create())
                .client(CloudFormationClient.builder());
    }
}
