package dev.frisket.core.aws;

import java.io.ByteArrayInputStream;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Makes SDK calls that reach no server before Lambda takes its snapshot of a function, so that the snapshot contains
 * all that the SDK loads for its first call. They are signed with dummy credentials, so that it contains no real ones.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html">Best practices of SnapStart</a>
 */
public final class AwsPriming {
    private static final int NOT_FOUND = 404;
    private static final StaticCredentialsProvider NOBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing"));

    private AwsPriming() {}

    static void run() {
        call(
                S3Client.builder(),
                s3 -> s3.getObjectAsBytes(request -> request.bucket("nothing").key("nothing")));
        call(
                SqsClient.builder(),
                sqs -> sqs.sendMessage(request ->
                        request.queueUrl("https://nowhere.invalid/0/nothing").messageBody("nothing")));
    }

    /** Makes one call with a client, which gets a 404. */
    public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkAutoCloseable> void call(
            B builder, Consumer<C> call) {
        try (SdkHttpClient nowhere = new AwsNowhere();
                C client = builder.httpClient(nowhere)
                        .credentialsProvider(NOBODY)
                        .region(Region.US_EAST_1)
                        .build()) {
            call.accept(client);
        } catch (SdkException e) {
            // The expected 404.
        }
    }

    /** Answers every request with 404. */
    private static final class AwsNowhere implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new AwsNothing();
        }

        @Override
        public void close() {}
    }

    private static final class AwsNothing implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() {
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(NOT_FOUND).build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(new byte[0])))
                    .build();
        }

        @Override
        public void abort() {}
    }
}
