package dev.frisket.local.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.server.handler.EagerContentHandler;
import org.gaul.shaded.org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;

/** An S3 server on a free loopback port that keeps each bucket in a folder. */
public final class FolderS3 implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int THREADS = 64;

    // Its clients are closed first: the only connections left to wait for are idle ones kept for reuse.
    private static final long STOP_MILLIS = 0;

    // Larger than any object that is written conditionally.
    private static final long READ_FIRST_BYTES = 256 * 1024;

    // Bytes that Jetty counts for each chunk in addition to its content.
    private static final int FRAMING_BYTES = 32;

    private final S3Proxy server;

    private FolderS3(S3Proxy server) {
        this.server = server;
    }

    /**
     * Starts serving a folder that no other process uses.
     *
     * @throws IllegalStateException if objects can't be stored in the folder
     */
    public static FolderS3 start(Path folder, Credentials credentials) {
        try {
            UnfinishedWrites.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        S3Proxy server = S3Proxy.builder()
                .blobStore(new AtomicBlobStore(new FilesystemNio2BlobStore(folder.toString()), folder))
                .endpoint(URI.create("http://" + LOOPBACK + ":0"))
                .awsAuthentication(AuthenticationType.AWS_V4, credentials.accessKey(), credentials.secretKey())
                .corsRules(new CrossOriginResourceSharing())
                .jettyMaxThreads(THREADS)
                .stopTimeout(STOP_MILLIS)
                .build();
        Server jetty = jetty(server);
        readSmallBodiesBeforeAnswering(jetty);
        jetty.insertHandler(new SignedCalls(LOOPBACK));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the embedded S3 does not start", e);
        }
        return new FolderS3(server);
    }

    // s3proxy refuses a write whose condition fails before it has read the body, and its Jetty then closes the
    // connection
    // while the client is still sending. The SDK treats that as a lost response and retries, and may thus lose the
    // response
    // to a write that succeeded. S3 reads the body first.
    private static void readSmallBodiesBeforeAnswering(Server jetty) {
        jetty.insertHandler(
                new EagerContentHandler(new RetainedContentLoaderFactory(READ_FIRST_BYTES, FRAMING_BYTES, false)));
    }

    // s3proxy does not expose its Jetty server, hence reflection.
    private static Server jetty(S3Proxy server) {
        try {
            Field jetty = S3Proxy.class.getDeclaredField("server");
            jetty.setAccessible(true);
            return (Server) jetty.get(server);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of s3proxy is not supported", e);
        }
    }

    /** The server's URL, without a trailing slash. */
    public URI address() {
        return URI.create("http://" + LOOPBACK + ":" + server.getPort());
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
