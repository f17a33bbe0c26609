package dev.frisket.local.stack;

import dev.frisket.core.aws.Aws;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.local.embedded.Credentials;
import dev.frisket.local.embedded.FolderS3;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** An S3 server with the two buckets of a stack. */
final class Buckets implements AutoCloseable {
    /** The bucket of keys, secrets and claims. */
    static final String CONTROL = "frisket-control";

    /** The bucket of artworks and masks. */
    static final String DATA = "frisket-data";

    private final URI address;
    private final Aws aws;
    private final @Nullable FolderS3 server;

    private Buckets(URI address, AwsCredentialsProvider credentials, @Nullable FolderS3 server) {
        this.address = address;
        this.server = server;
        aws = new Endpoint(address, credentials).connect();
        create(CONTROL);
        create(DATA);
    }

    /** A server inside this JVM that keeps its objects in a folder. */
    static Buckets embedded(DataFolder folder, Credentials credentials, AwsCredentialsProvider provider) {
        FolderS3 server = FolderS3.start(folder.objects(), credentials);
        return new Buckets(server.address(), provider, server);
    }

    /** A server at an address. */
    static Buckets at(URI address, AwsCredentialsProvider credentials) {
        return new Buckets(address, credentials, null);
    }

    Bucket objects(String bucket) {
        return aws.bucket(bucket);
    }

    /** Deletes expired objects, as a deployed stack's S3 does; a server outside this JVM must do that itself. */
    void removeExpired(Instant now) {
        if (server != null) {
            Lifecycle.apply(aws.s3(), now);
        }
    }

    /** The address of presigned URLs. */
    URI address() {
        return address;
    }

    /** Whether the server is inside this JVM. */
    boolean areEmbedded() {
        return server != null;
    }

    @Override
    public void close() {
        aws.close();
        if (server != null) {
            server.close();
        }
    }

    private void create(String bucket) {
        try {
            aws.s3().createBucket(request -> request.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
            // It exists, as required.
        }
    }
}
