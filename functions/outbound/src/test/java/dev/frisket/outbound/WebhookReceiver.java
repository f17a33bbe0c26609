package dev.frisket.outbound;

import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.HostResolver;
import dev.frisket.outbound.LoopbackServer.Answer;
import dev.frisket.outbound.LoopbackServer.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A receiver of webhooks on the loopback address, over TLS. Its own client sees it as {@value #URL} on a public address:
 * the resolver returns a public address, and the connector redirects every connection here. Other processes call its
 * {@link #address()}.
 */
public final class WebhookReceiver implements AutoCloseable {
    public static final String URL = "https://hooks.example/done?x=1";

    private static final Answer ACCEPTED = answering("204 No Content");

    private static final InetAddress PUBLIC = address("93.184.216.34");

    private final TestAuthority authority;
    private final LoopbackServer server;
    private volatile Answer answer;

    /**
     * A receiver that accepts each message.
     *
     * @param folder where its certificate is kept
     */
    public WebhookReceiver(Path folder) throws IOException {
        this(folder, request -> {});
    }

    /**
     * A receiver that accepts each message that {@code reader} returns from.
     *
     * @param folder where its certificate is kept
     */
    public WebhookReceiver(Path folder, Consumer<Request> reader) throws IOException {
        answer = (request, connection) -> {
            reader.accept(request);
            ACCEPTED.write(request, connection);
        };
        authority = TestAuthority.in(folder);
        server = LoopbackServer.https(
                authority.server(List.of("dns:hooks.example", "ip:127.0.0.1")),
                (request, connection) -> answer.write(request, connection));
    }

    /** An answer of a status and some header lines. */
    public static Answer answering(String status, String... headers) {
        String head = Stream.concat(Stream.of("HTTP/1.1 " + status), Stream.of(headers))
                .collect(Collectors.joining("\n"));
        return LoopbackServer.fixed(head, new byte[0]);
    }

    /** Sets the answer to each request from now on. */
    public void answer(Answer next) {
        answer = next;
    }

    /** All requests so far, in the order received. */
    public List<Request> received() {
        return server.requests();
    }

    /** Forgets all requests, and accepts each message from now on. */
    public void reset() {
        server.forget();
        answer = ACCEPTED;
    }

    /** A client to which this receiver is a host of the public internet. */
    public PinnedClient client() {
        return client(name -> List.of(PUBLIC), AddressPolicy.PUBLIC_ONLY);
    }

    public PinnedClient client(HostResolver resolver, AddressPolicy policy) {
        return new PinnedClient(new AddressGuard(resolver, policy), authority.client(), new Detour(server.address()));
    }

    /** Its URL, for callers that may call this machine. */
    public URI address() {
        return URI.create("https://127.0.0.1:" + server.address().getPort() + "/done");
    }

    /** Options of a JVM that trusts its certificate. */
    public List<String> trusted() {
        return authority.trusted();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
