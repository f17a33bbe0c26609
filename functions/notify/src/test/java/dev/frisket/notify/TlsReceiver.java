package dev.frisket.notify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.HostResolver;
import dev.frisket.outbound.Detour;
import dev.frisket.outbound.PinnedClient;
import dev.frisket.outbound.TestAuthority;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLServerSocket;

/**
 * A webhook's receiver on the loopback address, which the client sees as {@code https://hooks.example} on a public
 * address: the resolver returns a public address, and the connector redirects every connection here.
 */
final class TlsReceiver implements AutoCloseable {
    static final String URL = "https://hooks.example/done?x=1";

    private static final InetAddress PUBLIC = address("93.184.216.34");

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TestAuthority authority;
    private final SSLServerSocket server;
    private volatile Behaviour behaviour = answering("204 No Content");

    /** A request as it arrived. */
    record Received(String requestLine, Map<String, String> headers, String body) {}

    /** The answer to request {@code number}, from 1. */
    interface Behaviour {
        void answer(int number, OutputStream out) throws Exception;
    }

    /** @param folder where its certificate is kept */
    TlsReceiver(Path folder) throws IOException {
        authority = TestAuthority.in(folder);
        server = (SSLServerSocket) authority
                .server(List.of("dns:hooks.example"))
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Answers each request with a status and some header lines. */
    static Behaviour answering(String status, String... headers) {
        String head = "HTTP/1.1 " + status + "\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList());
        return (number, out) -> out.write((head + "Content-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    List<Received> received() {
        return received;
    }

    /** A client to which this receiver is a host of the public internet. */
    PinnedClient client() {
        return client(name -> List.of(PUBLIC), AddressPolicy.PUBLIC_ONLY);
    }

    PinnedClient client(HostResolver resolver, AddressPolicy policy) {
        return new PinnedClient(new AddressGuard(resolver, policy), authority.client(), new Detour((InetSocketAddress)
                server.getLocalSocketAddress()));
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String requestLine = line(in);
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                String[] parts = line.split(": ", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
            }
            byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            int number;
            synchronized (received) {
                received.add(new Received(requestLine, headers, new String(body, ISO_8859_1)));
                number = received.size();
            }
            behaviour.answer(number, socket.getOutputStream());
        } catch (Exception e) {
            // The client has closed the connection.
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("broken off");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
