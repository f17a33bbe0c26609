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

/** An S3 on a free loopback port, each of its buckets a folder. */
public final class FolderS3 implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int THREADS = 64;

    // Whoever calls it ends before it does: all that could be waited for are connections kept for another call.
    private static final long STOP_MILLIS = 0;

    // More than any object has that is written on a condition.
    private static final long READ_FIRST_BYTES = 256 * 1024;

    // What Jetty counts beside the content of each piece that it read.
    private static final int FRAMING_BYTES = 32;

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

    // s3proxy refuses a write whose condition doesn't hold before it has read what was to be written, and its Jetty
    // then closes the connection under a client that still sends: the SDK takes that for a lost answer and tries again,
    // and may so lose the answer of a write that was done. S3 reads first.
    private static void readSmallBodiesBeforeAnswering(Server jetty) {
        jetty.insertHandler(
                new EagerContentHandler(new RetainedContentLoaderFactory(READ_FIRST_BYTES, FRAMING_BYTES, false)));
    }

    // s3proxy hands its Jetty to nobody, hence this way.
    private static Server jetty(S3Proxy server) {
        try {
            Field jetty = S3Proxy.class.getDeclaredField("server");
            jetty.setAccessible(true);
            return (Server) jetty.get(server);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this s3proxy is not the version that was tried", e);
        }
    }

    /** Where it listens, without a slash at the end. */
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
