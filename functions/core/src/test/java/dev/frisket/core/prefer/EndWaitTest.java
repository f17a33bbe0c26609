package dev.frisket.core.prefer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.TestClock;
import dev.frisket.core.TestContext;
import dev.frisket.core.api.Reply;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.BucketUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EndWaitTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final TestClock clock = new TestClock(NOW);
    private final Artwork artwork = Artworks.starting("key1", NOW);
    private final Artwork ended = artwork.in(new State.Canceled());
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void pausesGrowFromATenthOfASecondToOne() {
        assertThat(granted("wait=5").await(artwork, this::look)).contains(artwork);

        assertThat(clock.pauses())
                .startsWith(millis(100), millis(150), millis(225))
                .contains(millis(1000));
        assertThat(clock.pauses()).allMatch(pause -> pause.toMillis() <= 1000);
        assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(5));
        assertThat(looks).hasValue(clock.pauses().size());
    }

    @Test
    void anEndEndsTheWait() {
        clock.after(Duration.ofSeconds(2), () -> looks.set(1000));

        assertThat(granted("wait=20").await(artwork, this::look)).contains(ended);
        assertThat(clock.passed()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThat(granted("wait=20").await(ended, this::look)).contains(ended);
        assertThat(clock.passed()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void whatIsGoneEndsTheWait() {
        assertThat(granted("wait=20").await(artwork, now -> Optional.empty())).isEmpty();
        assertThat(clock.pauses()).hasSize(1);
    }

    @Test
    void theSmallerOfPreferenceAndLongestWaitIsGrantedAndNamed() {
        assertThat(applied(granted("wait=3"))).containsEntry("Preference-Applied", "wait=3");
        assertThat(applied(granted("wait=0"))).containsEntry("Preference-Applied", "wait=0");
        assertThat(applied(granted("wait=600"))).containsEntry("Preference-Applied", "wait=25");

        granted("wait=600").await(artwork, this::look);
        assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void aWaitEndsBeforeTheFunctionsTime() {
        TestContext context =
                new TestContext(() -> 10_000 - (int) clock.passed().toMillis());

        assertThat(waits(25).grant(sending("wait=20"), context).orElseThrow().await(artwork, this::look))
                .contains(artwork);

        assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void aLookThatFailsIsRepeated() {
        assertThat(granted("wait=5").await(artwork, now -> {
                    if (looks.incrementAndGet() < 3) {
                        throw new BucketUnavailable("slow down", new IllegalStateException());
                    }
                    return Optional.of(ended);
                }))
                .contains(ended);
    }

    @Test
    void anInterruptedWaitAnswersWhatIsKnown() {
        EndWait interrupted = new EndWait(EndWait.MAX, clock, duration -> {
            throw new InterruptedException();
        });

        assertThat(interrupted
                        .grant(sending("wait=5"), new TestContext())
                        .orElseThrow()
                        .await(artwork, this::look))
                .contains(artwork);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void withoutAPreferenceOrWithoutWaitsNoneIsGranted() {
        assertThat(waits(25).grant(sending("respond-async"), new TestContext())).isEmpty();
        assertThat(waits(0).grant(sending("wait=5"), new TestContext())).isEmpty();
        assertThat(EndWait.none(clock).grant(sending("wait=5"), new TestContext()))
                .isEmpty();
        for (int seconds : List.of(-1, 26)) {
            assertThatThrownBy(() -> waits(seconds)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Optional<Artwork> look(Artwork now) {
        return Optional.of(looks.getAndIncrement() < 1000 ? now : ended);
    }

    private EndWait.Granted granted(String preference) {
        return waits(25).grant(sending(preference), new TestContext()).orElseThrow();
    }

    private EndWait waits(int longest) {
        return new EndWait(Duration.ofSeconds(longest), clock, clock);
    }

    private static Map<String, String> applied(EndWait.Granted granted) {
        return granted.applied(Reply.noContent()).headers();
    }

    private static APIGatewayProxyRequestEvent sending(String preference) {
        return new APIGatewayProxyRequestEvent().withMultiValueHeaders(Map.of("Prefer", List.of(preference)));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
