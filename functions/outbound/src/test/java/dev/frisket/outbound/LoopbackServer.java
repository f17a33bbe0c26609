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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
     * A request.
     *
     * @param number from 1, in the order received
     * @param head request line and headers, Latin-1
     * @param serverName the host named in TLS (SNI), or empty
     * @param body Latin-1
     */
    public record Request(int number, String head, String serverName, String body) {

        public String requestLine() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        /** The request target, between method and version. */
        public String target() {
            return head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/1.1\r\n"));
        }

        /** The first value of each header, by its name in lower case. */
        public Map<String, String> headers() {
            Map<String, String> headers = new TreeMap<>();
            head.lines()
                    .skip(1)
                    .map(line -> line.split(": ", 2))
                    .filter(parts -> parts.length == 2)
                    .forEach(parts -> headers.putIfAbsent(parts[0].toLowerCase(Locale.ROOT), parts[1]));
            return headers;
        }

        /** The first value of a header, or empty. */
        public String header(String name) {
            return headers().getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    private final ServerSocket server;
    private final Answer answer;
    private final List<Request> requests = new ArrayList<>();
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
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** Forgets all requests; the next has number 1. */
    public void forget() {
        synchronized (requests) {
            requests.clear();
        }
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
            answer.write(request(connection.getInputStream(), serverName), connection);
        } catch (IOException e) {
            // The client closed the connection, as it does at a deadline or when it refuses a certificate.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Request request(InputStream in, String serverName) throws IOException {
        String head = head(in);
        String length = new Request(0, head, serverName, "").header("Content-Length");
        String body = new String(in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length)), ISO_8859_1);
        synchronized (requests) {
            Request request = new Request(requests.size() + 1, head, serverName, body);
            requests.add(request);
            return request;
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
