package dev.frisket.outbound;

import dev.frisket.core.address.AddressException;
import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.HostResolver;
import dev.frisket.core.address.ResolverFailedException;
import dev.frisket.core.address.SystemResolver;
import dev.frisket.core.address.WebUrl;
import dev.frisket.core.concurrent.DaemonThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.URIAuthority;

/**
 * Sends one request to an untrusted host: resolves the host, lets the guard check every address, connects to exactly
 * those, and verifies the certificate against the name. Follows no redirect, retries nothing, uses no proxy.
 *
 * <p>No name is resolved twice, so changing its address between check and connection gains an attacker nothing.
 */
public final class PinnedClient {

    private static final ThreadFactory DAEMONS = DaemonThreads.named("outbound");

    private final AddressGuard guard;
    private final Supplier<Socket> connector;
    private final SSLContext tls;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(DAEMONS);
    private final ExecutorService lookups = Executors.newCachedThreadPool(DAEMONS);

    /**
     * Connects directly, ignoring any proxy in the system settings.
     *
     * @param guard checks addresses
     * @param tls the trusted certificates
     */
    public PinnedClient(AddressGuard guard, SSLContext tls) {
        this(guard, tls, () -> new Socket(Proxy.NO_PROXY));
    }

    /**
     * @param guard checks addresses
     * @param tls the trusted certificates
     * @param connector creates the sockets, not yet connected
     */
    public PinnedClient(AddressGuard guard, SSLContext tls, Supplier<Socket> connector) {
        this.guard = guard;
        this.connector = connector;
        this.tls = tls;
    }

    /** Resolves names as the system does, queries name servers for the rest, and trusts Java's default authorities. */
    public static PinnedClient over(AddressPolicy policy) {
        HostResolver resolver = new SecondLookup(new SystemResolver(), NameServers.ofSystem());
        try {
            return new PinnedClient(new AddressGuard(resolver, policy), SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    public AddressPolicy policy() {
        return guard.policy();
    }

    /**
     * Sends a request and reads the response.
     *
     * @param request its method, headers and body; path, scheme and authority come from the URL
     * @param deadline limits everything from the lookup to the last byte
     * @throws AddressException if the host may not be reached or is not known
     * @throws DeadlineExceededException if the deadline passed
     * @throws UnreadableAnswerException if the response is not valid HTTP
     * @throws IOException if the exchange failed otherwise
     * @throws E if the reader throws it
     */
    public <T, E extends Exception> T exchange(
            WebUrl url, ClassicHttpRequest request, Deadline deadline, ResponseReader<T, E> reader)
            throws AddressException, IOException, E {
        List<InetAddress> addresses = lookUp(url, deadline);
        HttpHost host = new HttpHost(url.scheme(), url.host().text(), url.port());
        request.setPath(url.target());
        request.setAuthority(new URIAuthority(url.host().text(), url.portIsUsual() ? -1 : url.port()));
        try (OpenSockets sockets = new OpenSockets(connector, deadline, timer);
                PinnedConnection connection = new PinnedConnection(addresses, sockets, new HostTls(tls, url.host()))) {
            return reader.read(connection.send(host, request));
        } catch (IOException e) {
            throw deadline.hasPassed() ? new DeadlineExceededException(e) : UnreadableAnswerException.explain(e);
        }
    }

    /** The system's resolver cannot be interrupted, so this waits for it until the deadline at most. */
    private List<InetAddress> lookUp(WebUrl url, Deadline deadline) throws AddressException, IOException {
        Future<List<InetAddress>> addresses = lookups.submit(() -> guard.check(url));
        try {
            return addresses.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ResolverFailedException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AddressException refusal) {
                throw refusal;
            }
            throw new IOException("look-up failed", e);
        }
    }
}
