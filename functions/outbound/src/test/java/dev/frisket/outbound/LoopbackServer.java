package dev.frisket.outbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on loopback with scripted answers, byte by byte, which records each request as it came. */
public final class LoopbackServer implements AutoCloseable {

    /** Answers one request; the connection is closed afterwards. */
    @FunctionalInterface
    public interface Answer {
        void write(Request request, Socket connection) throws IOException, InterruptedException;
    }

    /**
     * A request, without its body.
     *
     * @param head request line and headers, Latin-1
     * @param serverName the host named in TLS (SNI), or empty
     */
    public record Request(String head, String serverName) {

        /** The request target, between method and version. */
        public String target() {
            return head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/1.1\r\n"));
        }

        public String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    private final ServerSocket server;
    private final Answer answer;
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private LoopbackServer(ServerSocket server, Answer answer) {
        this.server = server;
        this.answer = answer;
        threads.execute(this::accept);
    }

    public static LoopbackServer http(Answer answer) throws IOException {
        return new LoopbackServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
    }

    public static LoopbackServer https(SSLContext tls, Answer answer) throws IOException {
        return new LoopbackServer(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
    }

    /** An answer of fixed bytes: status line and headers, separated by {@code \n}, and the body. */
    public static Answer fixed(String head, byte[] body) {
        return (request, connection) -> {
            OutputStream out = connection.getOutputStream();
            out.write((head.replace("\n", "\r\n") + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(US_ASCII));
            out.write(body);
            out.flush();
        };
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    /** In the order received. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String serverName = connection instanceof SSLSocket tls ? serverName(tls) : "";
            Request request = new Request(head(connection.getInputStream()), serverName);
            requests.add(request);
            answer.write(request, connection);
        } catch (IOException e) {
            // The client closed the connection, as it does at a deadline or when it refuses a certificate.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String serverName(SSLSocket tls) throws IOException {
        tls.startHandshake();
        List<SNIServerName> names = ((ExtendedSSLSession) tls.getSession()).getRequestedServerNames();
        return names.isEmpty() ? "" : new String(names.get(0).getEncoded(), US_ASCII);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("no request");
            }
            head.append(new String(new byte[] {(byte) b}, ISO_8859_1));
        }
        return head.toString();
    }
}
