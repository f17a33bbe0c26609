package dev.frisket.outbound;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** A name server on loopback (RFC 1035, UDP) with scripted answers, which records its questions. */
final class LoopbackNameServer implements AutoCloseable {

    static final int A = 1;
    static final int CNAME = 5;
    static final int AAAA = 28;
    static final int SERVER_FAILURE = 2;
    static final int NO_SUCH_NAME = 3;
    static final int REFUSED = 5;

    private static final int HEADER_BYTES = 12;

    /** Type and content of a record. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entry(int type, byte[] content) {
        static Entry address(String text) throws IOException {
            byte[] bytes = InetAddress.getByName(text).getAddress();
            return new Entry(bytes.length == 4 ? A : AAAA, bytes);
        }

        static Entry alias(String name) throws IOException {
            return new Entry(CNAME, encoded(name));
        }
    }

    /** A response code with its records, or silence. */
    record Answer(boolean silent, int code, List<Entry> entries) {
        static final Answer SILENCE = new Answer(true, 0, List.of());

        static Answer failure(int code) {
            return new Answer(false, code, List.of());
        }

        static Answer of(Entry... entries) {
            return new Answer(false, 0, List.of(entries));
        }
    }

    private final DatagramSocket socket;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private volatile UnaryOperator<byte[]> mutation = UnaryOperator.identity();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    LoopbackNameServer() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread thread = new Thread(this::serve, "name server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    /** Sets the answer to questions about a name; other names do not exist. */
    void answer(String name, Answer answer) {
        answers.put(name, answer);
    }

    /** Changes every response from now on. */
    void mutate(UnaryOperator<byte[]> change) {
        mutation = change;
    }

    /** Name and type of each question, in order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                answer(Arrays.copyOf(buffer, packet.getLength()), packet);
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(byte[] query, DatagramPacket from) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = HEADER_BYTES;
        for (; query[at] != 0; at += query[at] + 1) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII));
        }
        int type = ((query[at + 1] & 0xff) << 8) | (query[at + 2] & 0xff);
        asked.add(name + " " + (type == A ? "A" : type == AAAA ? "AAAA" : type));
        Answer answer = answers.getOrDefault(name.toString(), Answer.failure(NO_SUCH_NAME));
        if (!answer.silent()) {
            byte[] response = mutation.apply(response(Arrays.copyOf(query, at + 5), type, answer));
            socket.send(new DatagramPacket(response, response.length, from.getSocketAddress()));
        }
    }

    /** @param question header and question of the query */
    private static byte[] response(byte[] question, int type, Answer answer) throws IOException {
        List<Entry> entries = answer.entries().stream()
                .filter(entry -> entry.type() == type || entry.type() == CNAME)
                .toList();
        question[2] |= (byte) 0x80; // a response
        question[3] = (byte) (0x80 | answer.code()); // recursion available
        question[7] = (byte) entries.size();
        Arrays.fill(question, 8, HEADER_BYTES, (byte) 0); // nothing besides
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question);
        byte[] owner = {(byte) 0xc0, HEADER_BYTES};
        for (Entry entry : entries) {
            out.write(owner);
            out.writeShort(entry.type());
            out.writeShort(1); // Internet
            out.writeInt(60); // seconds
            out.writeShort(entry.content().length);
            out.write(entry.content());
            owner = entry.type() == CNAME ? entry.content() : owner;
        }
        return bytes.toByteArray();
    }

    private static byte[] encoded(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : name.split("\\.", -1)) {
            bytes.write(label.length());
            bytes.write(label.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.write(0);
        return bytes.toByteArray();
    }
}
