package dev.frisket.local.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 on a free loopback port, each of its buckets a folder. */
public final class FolderS3 implements AutoCloseable {
    private static final int THREADS = 64;

    // Whoever calls it ends before it does: all that could be waited for are connections kept for another call.
    private static final long STOP_MILLIS = 0;

    private final S3Proxy server;

    private FolderS3(S3Proxy server) {
        this.server = server;
    }

    /**
     * Starts serving a folder that this process owns alone.
     *
     * @throws IllegalStateException if the folder can't hold objects
     */
    public static FolderS3 start(Path folder, Credentials credentials) {
        try {
            UnfinishedWrites.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        S3Proxy server = S3Proxy.builder()
                .blobStore(new AtomicBlobStore(new FilesystemNio2BlobStore(folder.toString())))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, credentials.accessKey(), credentials.secretKey())
                .corsRules(new CrossOriginResourceSharing())
                .jettyMaxThreads(THREADS)
                .stopTimeout(STOP_MILLIS)
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the embedded S3 does not start", e);
        }
        return new FolderS3(server);
    }

    /** Where it listens, without a slash at the end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the embedded S3 does not stop", e);
        }
    }
}
