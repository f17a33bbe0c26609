package dev.frisket.notify;

import static dev.frisket.outbound.WebhookReceiver.answering;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.UnknownHostNameException;
import dev.frisket.outbound.LoopbackServer;
import dev.frisket.outbound.WebhookReceiver;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Receivers that misbehave. */
class HttpReceiverTest extends ReceiverFixture {
    private static final String TOO_SLOW = "The receiver did not answer within 3 seconds.";

    @Test
    void aRedirectIsAFailureThatIsNotFollowed() {
        receiver.answer((request, connection) -> answering(
                        request.number() == 1 ? "307 Temporary Redirect" : "200 OK",
                        "Location: https://hooks.example/elsewhere")
                .write(request, connection));

        notifier.deliver(receiver.client());

        assertThat(notifier.outcomes()).containsExactly(307, 200);
        assertThat(receiver.received())
                .extracting(LoopbackServer.Request::requestLine)
                .containsOnly("POST /done?x=1 HTTP/1.1");
    }

    @Test
    void aReceiverThatIsSilentOrDripsIsCutOff() {
        receiver.answer((request, connection) -> {
            if (request.number() == 1) {
                Thread.sleep(20_000);
            } else if (request.number() == 2) {
                for (byte drop : "HTTP/1.1 200 OK\r\nX: ".repeat(50).getBytes(UTF_8)) {
                    connection.getOutputStream().write(drop);
                    connection.getOutputStream().flush();
                    Thread.sleep(100);
                }
            } else {
                answering("200 OK").write(request, connection);
            }
        });
        long began = System.nanoTime();

        notifier.deliver(receiver.client());

        assertThat(notifier.outcomes()).containsExactly(TOO_SLOW, TOO_SLOW, 200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(notifier.offsets().get(1))
                .as("longer than after an error")
                .isGreaterThanOrEqualTo(ReceiverTimeouts.REMEMBERED);
    }

    @Test
    void aReceiverThatHungHasLessTimeForTheNextArtwork() {
        receiver.answer((request, connection) -> Thread.sleep(20_000));

        WebhookResponse answer = notifier.over(receiver.client())
                .post(WebhookReceiver.URL, Map.of(), new byte[0], ReceiverTimeouts.SHORT);

        assertThat(answer).isEqualTo(WebhookResponse.silence("The receiver did not answer within 2 seconds."));
    }

    @Test
    void aBodyWithoutEndIsNotRead() {
        receiver.answer((request, connection) -> {
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
            while (true) {
                connection.getOutputStream().write(new byte[100_000]);
            }
        });

        notifier.deliver(receiver.client());

        assertThat(notifier.outcomes()).containsExactly(200);
    }

    @Test
    void anAnswerThatIsNoHttpIsAFailure() {
        receiver.answer((request, connection) -> {
            if (request.number() == 1) {
                connection.getOutputStream().write("SSH-2.0-OpenSSH_9.9\r\n\r\n".getBytes(UTF_8));
            } else if (request.number() == 3) {
                answering("200 OK").write(request, connection);
            }
        });

        notifier.deliver(receiver.client());

        assertThat(notifier.outcomes())
                .containsExactly(
                        "The receiver sent an answer that is not valid HTTP.",
                        "The connection to the receiver failed or was interrupted.",
                        200);
    }

    @Test
    void anAddressIsJudgedAtEachAttempt() throws Exception {
        InetAddress open = InetAddress.getByName("93.184.216.34");
        InetAddress metadata = InetAddress.getByName("169.254.169.254");
        List<List<InetAddress>> answers = List.of(List.of(metadata), List.of(open, metadata), List.of(), List.of(open));
        int[] asked = {0};

        notifier.deliver(receiver.client(
                name -> {
                    List<InetAddress> answer = answers.get(asked[0]++);
                    if (answer.isEmpty()) {
                        throw new UnknownHostNameException();
                    }
                    return answer;
                },
                AddressPolicy.PUBLIC_ONLY));

        assertThat(notifier.outcomes())
                .containsExactly(
                        "webhook must be a URL address whose host is publicly routable.",
                        "webhook must be a URL address whose host is publicly routable.",
                        "webhook must have a host that exists.",
                        204);
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void aCertificateOfAnotherNameIsAFailure() {
        NotifierFixture other = new NotifierFixture("https://other.example/done");

        other.deliver(receiver.client());

        assertThat(other.outcomes())
                .containsOnly("The receiver has no TLS with a valid certificate for its host name.");
        assertThat(receiver.received()).isEmpty();
    }
}
