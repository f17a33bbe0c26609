package dev.frisket.local.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class FolderS3Test {
    private static final String BUCKET = "pictures";
    private static final String ETAG_OF_NOTHING = "\"00000000000000000000000000000000\"";

    @TempDir
    private static Path folder;

    private static FolderS3 server;
    private static S3Client s3;
    private static S3Presigner presigner;

    @BeforeAll
    static void start() {
        Credentials credentials = Credentials.create();
        StaticCredentialsProvider provider = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey()));
        server = FolderS3.start(folder, credentials);
        s3 = S3Client.builder()
                .endpointOverride(server.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(provider)
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        presigner = S3Presigner.builder()
                .endpointOverride(server.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(provider)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
        s3.createBucket(request -> request.bucket(BUCKET));
    }

    @AfterAll
    static void stop() {
        presigner.close();
        s3.close();
        server.close();
    }

    @Test
    void refusesAWriteOnlyAfterItsBodyCameAndKeepsTheConnection() throws Exception {
        s3.putObject(request -> request.bucket(BUCKET).key("counter"), RequestBody.fromString("1"));
        URI link = URI.create(presigner
                .presignPutObject(request -> request.signatureDuration(Duration.ofMinutes(1))
                        .putObjectRequest(
                                put -> put.bucket(BUCKET).key("counter").ifMatch(ETAG_OF_NOTHING)))
                .url()
                .toString());
        String head = "PUT %s?%s HTTP/1.1\r\nHost: %s\r\nIf-Match: %s\r\nContent-Length: 5\r\n\r\n"
                .formatted(link.getRawPath(), link.getRawQuery(), link.getAuthority(), ETAG_OF_NOTHING);

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.getPort())) {
            BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            socket.setSoTimeout(500);
            assertThatThrownBy(answers::readLine).isInstanceOf(SocketTimeoutException.class);

            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("12345".getBytes(US_ASCII));
            assertThat(answers.readLine()).startsWith("HTTP/1.1 412 ");
            assertThat(answers.lines().takeWhile(line -> !line.isEmpty()))
                    .noneMatch(line -> line.equalsIgnoreCase("Connection: close"));
        }
    }

    @Test
    void keepsObjectsThatAreLongerThanWhatIsReadFirst() {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);

        s3.putObject(request -> request.bucket(BUCKET).key("long"), RequestBody.fromBytes(bytes));

        assertThat(s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("long"))
                        .asByteArray())
                .isEqualTo(bytes);
    }
}
