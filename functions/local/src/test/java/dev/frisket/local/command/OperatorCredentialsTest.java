package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code keys --stack} with the kinds of credentials that people have, against a server that stands in for AWS. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the home folder is set by HOME")
class OperatorCredentialsTest {
    private static final String STACKS =
            """
            <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>
              <member><StackName>frisket</StackName><Outputs>
                <member><OutputKey>ControlBucketName</OutputKey><OutputValue>control</OutputValue></member>
                <member><OutputKey>UsagePlanName</OutputKey><OutputValue>frisket</OutputValue></member>
                <member><OutputKey>ApiUrl</OutputKey><OutputValue>https://x.example/api</OutputValue></member>
              </Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>
            """;
    private static final String ASSUMED =
            """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
              <AccessKeyId>AKIDROLE</AccessKeyId><SecretAccessKey>example</SecretAccessKey><SessionToken>example</SessionToken>
              <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
            """;
    private static final String OF_SSO =
            """
            {"roleCredentials":{"accessKeyId":"AKIDSSO","secretAccessKey":"example","sessionToken":"example",
            "expiration":4070908800000}}
            """;
    private static final String EMPTY_BUCKET =
            """
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>control</Name><KeyCount>0</KeyCount>
            <IsTruncated>false</IsTruncated></ListBucketResult>
            """;
    private static final String CONFIG =
            """
            [sso-session corp]
            sso_region = eu-central-1
            sso_start_url = https://corp.example/start
            sso_registration_scopes = sso:account:access
            [sso-session other]
            sso_region = eu-central-1
            sso_start_url = https://other.example/start
            [profile fixed]
            aws_access_key_id = AKIDFIXED
            aws_secret_access_key = example
            [profile sso]
            sso_session = corp
            sso_account_id = 123456789012
            sso_role_name = operator
            [profile signed-out]
            sso_session = other
            sso_account_id = 123456789012
            sso_role_name = operator
            [profile role]
            role_arn = arn:aws:iam::123456789012:role/operator
            source_profile = fixed
            region = eu-west-1
            [profile process]
            credential_process = cat HOME/process.json
            """;
    private static final Pattern ACCESS_KEY = Pattern.compile("Credential=(\\w+)/\\d+/([\\w-]+)/");

    /** Access keys and regions by which CloudFormation was called. */
    private final Set<String> callers = new ConcurrentSkipListSet<>();

    @TempDir
    private Path home;

    private HttpServer aws;

    @BeforeEach
    void start() throws Exception {
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", this::respond);
        aws.start();
        Files.writeString(home.resolve("config"), CONFIG.replace("HOME", home.toString()));
        Files.writeString(
                home.resolve("process.json"),
                "{\"Version\":1,\"AccessKeyId\":\"AKIDPROCESS\",\"SecretAccessKey\":\"example\"}");
        Path sso = Files.createDirectories(home.resolve(".aws/sso/cache"));
        Files.writeString(
                sso.resolve(sha1("corp") + ".json"),
                "{\"accessToken\":\"example\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}");
    }

    @AfterEach
    void stop() {
        aws.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"sso, AKIDSSO", "role, AKIDROLE", "process, AKIDPROCESS", "fixed, AKIDFIXED"})
    void everyKindOfProfileReachesTheStack(String profile, String accessKey) throws Exception {
        assertListed(Map.of(), "--profile", profile, "--region", "eu-north-1");
        assertThat(callers).containsExactly(accessKey + " eu-north-1");
    }

    @Test
    void aNamedProfileWinsOverTheEnvironmentAndNamesTheRegion() throws Exception {
        Map<String, String> environment =
                Map.of("AWS_ACCESS_KEY_ID", "AKIDENV", "AWS_SECRET_ACCESS_KEY", "example", "AWS_PROFILE", "process");
        assertListed(environment, "--profile", "role");
        assertThat(callers).containsExactly("AKIDROLE eu-west-1");
    }

    @Test
    void withoutAnOptionTheEnvironmentCounts() throws Exception {
        assertListed(Map.of("AWS_PROFILE", "sso", "AWS_REGION", "us-west-2"));
        assertThat(callers).containsExactly("AKIDSSO us-west-2");
    }

    @Test
    void withoutCredentialsOneSentenceNamesTheWays() throws Exception {
        assertRefused("no AWS credentials", "--region", "eu-north-1");
        assertRefused("--profile", "--region", "eu-north-1");
        assertRefused("AWS_ACCESS_KEY_ID", "--region", "eu-north-1");
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        assertRefused("no AWS region is set", "--profile", "fixed");
        assertRefused("the profile nobody gives no AWS credentials", "--profile", "nobody", "--region", "eu-north-1");
        assertRefused("the profile signed-out gives no", "--profile", "signed-out", "--region", "eu-north-1");
    }

    @Test
    void workTakesTheSameCredentialsAndNeedsAStackOfFrisket() throws Exception {
        try (FrisketProcess work = FrisketProcess.of(
                Main.class, environment(), "work", "--stack", "frisket", "--profile", "role", "--jobs", "2")) {
            assertThat(work.exitCode()).isEqualTo(2);
            assertThat(work.err()).contains("has no output DataBucketName").hasLineCount(1);
        }
        assertThat(callers).containsExactly("AKIDROLE eu-west-1");
    }

    private void assertListed(Map<String, String> environment, String... options) throws Exception {
        try (FrisketProcess keys = list(environment, options)) {
            assertThat(keys.exitCode()).as(keys.err()).isZero();
        }
    }

    private void assertRefused(String sentence, String... options) throws Exception {
        try (FrisketProcess keys = list(Map.of(), options)) {
            assertThat(keys.exitCode()).isEqualTo(2);
            assertThat(keys.err()).contains(sentence).hasLineCount(1).hasSizeLessThan(500);
        }
        assertThat(callers).isEmpty();
    }

    private FrisketProcess list(Map<String, String> environment, String... options) throws IOException {
        Map<String, String> all = new HashMap<>(environment());
        all.putAll(environment);
        String[] arguments = new String[options.length + 4];
        System.arraycopy(new String[] {"keys", "list", "--stack", "frisket"}, 0, arguments, 0, 4);
        System.arraycopy(options, 0, arguments, 4, options.length);
        return FrisketProcess.of(Main.class, all, arguments);
    }

    private Map<String, String> environment() {
        return Map.of(
                "HOME",
                home.toString(),
                "AWS_CONFIG_FILE",
                home.resolve("config").toString(),
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_ENDPOINT_URL",
                "http://localhost:" + aws.getAddress().getPort());
    }

    private void respond(HttpExchange exchange) throws IOException {
        String asked =
                exchange.getRequestURI() + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String answer = EMPTY_BUCKET;
        if (asked.contains("Action=AssumeRole")) {
            answer = ASSUMED;
        } else if (asked.startsWith("/federation/credentials")) {
            answer = OF_SSO;
        } else if (asked.contains("Action=DescribeStacks")) {
            answer = STACKS;
            Matcher caller = ACCESS_KEY.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
            callers.add(caller.find() ? caller.group(1) + " " + caller.group(2) : "nobody");
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String sha1(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
