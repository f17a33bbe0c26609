package dev.frisket.notify;

import static dev.frisket.notify.TlsReceiver.answering;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.UnknownHostNameException;
import dev.frisket.core.json.Json;
import dev.frisket.core.store.ArtworkJson;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.Delivery;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifyHandlerTest {
    private static final String TOO_SLOW = "The receiver did not answer within 3 seconds.";

    private static TlsReceiver receiver;

    private final Stand stand = new Stand(TlsReceiver.URL);

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

    @Test
    void theReceiverGetsTheArtworkAsALookUpWouldAnswerIt() {
        stand.deliver(receiver.client());

        assertThat(receiver.received()).singleElement().satisfies(request -> {
            assertThat(request.requestLine()).isEqualTo("POST /done?x=1 HTTP/1.1");
            assertThat(request.headers())
                    .containsEntry("host", "hooks.example")
                    .containsEntry("content-type", "application/json")
                    .containsEntry("webhook-id", stand.artwork.id().toString())
                    .containsEntry("webhook-timestamp", Long.toString(Stand.NOW.getEpochSecond()));
            assertThat(request.body()).isEqualTo(Json.write(ArtworkJson.answer(stand.artwork)));
        });
        assertThat(stand.outcomes()).containsExactly(204);
        assertThat(stand.delivery().next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 9})
    void aReceiverThatFailsAFewTimesIsCalledAgainOnSchedule(int failures) {
        receiver.behave((number, out) ->
                answering(number <= failures ? "500 Oops" : "200 OK").answer(number, out));

        stand.deliver(receiver.client());

        assertThat(stand.outcomes()).hasSize(failures + 1).endsWith(500, 200);
        assertOnSchedule(stand.offsets());
        assertThat(receiver.received().stream().map(request -> request.headers().get("webhook-id")))
                .containsOnly(stand.artwork.id().toString());
        assertThat(receiver.received().stream().map(request -> request.headers().get("webhook-timestamp")))
                .containsExactlyElementsOf(stand.delivery().attempts().stream()
                        .map(attempt -> Long.toString(attempt.at().getEpochSecond()))
                        .toList());
        assertThat(stand.deadLetters.sent()).isEmpty();
    }

    @Test
    void aReceiverThatFailsForADayIsGivenUpAndItsAnnouncementKept() {
        receiver.behave(answering("503 Service Unavailable"));

        stand.deliver(receiver.client());

        assertThat(stand.outcomes()).hasSize(Schedule.WAITS.size()).containsOnly(503);
        assertOnSchedule(stand.offsets());
        assertThat(stand.offsets().get(Schedule.WAITS.size() - 1)).isGreaterThan(Duration.ofHours(24));
        assertThat(stand.deadLetters.sent())
                .containsExactly(new Announcement(stand.artwork.id(), stand.artwork.keyId()));
        assertThat(stand.delivery().step()).isEqualTo(new Delivery.Step.Ended());
    }

    @Test
    void goneEndsIt() {
        receiver.behave(answering("410 Gone"));

        stand.deliver(receiver.client());

        assertThat(stand.outcomes()).containsExactly(410);
        assertThat(stand.deadLetters.sent()).isEmpty();
    }

    @Test
    void aRedirectIsAFailureThatIsNotFollowed() {
        receiver.behave((number, out) -> answering(
                        number == 1 ? "307 Temporary Redirect" : "200 OK", "Location: https://hooks.example/elsewhere")
                .answer(number, out));

        stand.deliver(receiver.client());

        assertThat(stand.outcomes()).containsExactly(307, 200);
        assertThat(receiver.received())
                .extracting(TlsReceiver.Received::requestLine)
                .containsOnly("POST /done?x=1 HTTP/1.1");
    }

    @Test
    void aReceiverThatIsSilentOrDripsIsCutOff() {
        receiver.behave((number, out) -> {
            if (number == 1) {
                Thread.sleep(20_000);
            } else if (number == 2) {
                for (byte drop : "HTTP/1.1 200 OK\r\nX: ".repeat(50).getBytes(UTF_8)) {
                    out.write(drop);
                    out.flush();
                    Thread.sleep(100);
                }
            } else {
                answering("200 OK").answer(number, out);
            }
        });
        long began = System.nanoTime();

        stand.deliver(receiver.client());

        assertThat(stand.outcomes()).containsExactly(TOO_SLOW, TOO_SLOW, 200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aBodyWithoutEndIsNotRead() {
        receiver.behave((number, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
            while (true) {
                out.write(new byte[100_000]);
            }
        });

        stand.deliver(receiver.client());

        assertThat(stand.outcomes()).containsExactly(200);
    }

    @Test
    void anAnswerThatIsNoHttpIsAFailure() {
        receiver.behave((number, out) -> {
            if (number == 1) {
                out.write("SSH-2.0-OpenSSH_9.9\r\n\r\n".getBytes(UTF_8));
            } else if (number == 3) {
                answering("200 OK").answer(number, out);
            }
        });

        stand.deliver(receiver.client());

        assertThat(stand.outcomes())
                .hasSize(3)
                .startsWith("The connection to the receiver failed or broke off.")
                .endsWith(200);
    }

    @Test
    void aWishToBeLeftAloneIsHonouredWithinTheQueuesLimit() {
        receiver.behave((number, out) -> answering(
                        number < 4 ? "429 Too Many Requests" : "200 OK",
                        "Retry-After: "
                                + List.of("120", "Mon, 23 Nov 2026 12:32:00 GMT", "999999999", "1")
                                        .get(number - 1))
                .answer(number, out));

        stand.deliver(receiver.client());

        assertThat(stand.offsets())
                .containsExactly(
                        Duration.ZERO, Duration.ofMinutes(2), Duration.ofMinutes(32), Duration.ofMinutes(32 + 660));
    }

    @Test
    void aReceiverThatAsksForEverLongerWaitsIsGivenUpBeforeTheQueueForgets() {
        receiver.behave(answering("503 Service Unavailable", "Retry-After: 999999999"));

        stand.deliver(receiver.client());

        assertThat(stand.deadLetters.sent()).hasSize(1);
        assertThat(stand.offsets().get(stand.offsets().size() - 1)).isBetween(Duration.ofHours(24), Duration.ofDays(3));
    }

    @Test
    void anAddressIsJudgedAtEachAttempt() throws Exception {
        InetAddress open = InetAddress.getByName("93.184.216.34");
        InetAddress metadata = InetAddress.getByName("169.254.169.254");
        List<List<InetAddress>> answers = List.of(List.of(metadata), List.of(open, metadata), List.of(), List.of(open));
        int[] asked = {0};

        stand.deliver(receiver.client(
                name -> {
                    List<InetAddress> answer = answers.get(asked[0]++);
                    if (answer.isEmpty()) {
                        throw new UnknownHostNameException();
                    }
                    return answer;
                },
                AddressPolicy.PUBLIC_ONLY));

        assertThat(stand.outcomes())
                .containsExactly(
                        "webhook must be a URL address whose host is publicly routable.",
                        "webhook must be a URL address whose host is publicly routable.",
                        "webhook must have a host that exists.",
                        204);
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void aCertificateOfAnotherNameIsAFailure() {
        Stand other = new Stand("https://other.example/done");

        other.deliver(receiver.client());

        assertThat(other.outcomes())
                .containsOnly("The receiver has no TLS with a valid certificate for its host name.");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void aSecretThatWasReplacedADayAgoNoLongerSigns() {
        stand.secrets.findOrCreate("acme");
        stand.secrets.replace("acme");
        receiver.behave(
                (number, out) -> answering(number < 10 ? "500 Oops" : "200 OK").answer(number, out));

        stand.deliver(receiver.client());

        List<Integer> signatures = receiver.received().stream()
                .map(request ->
                        request.headers().getOrDefault("webhook-signature", "").split(" ").length)
                .toList();
        assertThat(signatures).containsExactly(2, 2, 2, 2, 2, 2, 2, 2, 2, 1);
    }

    static void assertOnSchedule(List<Duration> offsets) {
        for (int i = 1; i < offsets.size(); i++) {
            Duration wait = offsets.get(i).minus(offsets.get(i - 1));
            Duration planned = Schedule.WAITS.get(i);
            assertThat(wait).as("wait before attempt %d", i + 1).isGreaterThanOrEqualTo(planned);
            assertThat(wait)
                    .as("wait before attempt %d", i + 1)
                    .isLessThan(planned.plusMillis((long) (planned.toMillis() * Schedule.JITTER) + 1000));
        }
    }
}
