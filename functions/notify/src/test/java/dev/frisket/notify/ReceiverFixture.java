package dev.frisket.notify;

import static dev.frisket.notify.TlsReceiver.answering;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A stand with a TLS receiver that starts each test without requests and accepts every message. */
abstract class ReceiverFixture {
    static TlsReceiver receiver;

    final Stand stand = new Stand(TlsReceiver.URL);

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        receiver = new TlsReceiver(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        receiver.close();
    }

    @BeforeEach
    void forget() {
        receiver.received().clear();
        receiver.behave(answering("204 No Content"));
    }
}
