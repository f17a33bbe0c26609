package dev.frisket.notify;

import dev.frisket.outbound.WebhookReceiver;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A notifier with a TLS receiver that starts each test without requests and accepts every message. */
abstract class ReceiverFixture {
    static WebhookReceiver receiver;

    final NotifierFixture notifier = new NotifierFixture(WebhookReceiver.URL);

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        receiver = new WebhookReceiver(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        receiver.close();
    }

    @BeforeEach
    void forget() {
        receiver.reset();
    }
}
