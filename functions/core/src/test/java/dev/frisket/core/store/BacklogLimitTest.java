package dev.frisket.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.InMemoryBucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BacklogLimitTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration HOURS = Duration.ofHours(6);

    private final Random random = new Random(18);
    private final InMemoryBucket objects = new InMemoryBucket();
    private final List<String> requests = new ArrayList<>();
    private final Bucket data = new Faults(request -> {
                requests.add(request);
                return Fault.NONE;
            })
            .through(Bucket.class, objects);

    @Test
    void aSmallLimitIsExactAndEachOrganizationHasItsOwn() {
        BacklogLimit limit = limit(3, NOW);
        ArtworkId first = id(NOW);

        assertThat(limit.admits("acme", first)).isTrue();
        assertThat(limit.admits("acme", id(NOW))).isTrue();
        assertThat(limit.admits("acme", id(NOW))).isTrue();
        assertThat(limit.admits("acme", id(NOW))).isFalse();
        assertThat(limit.admits("other", id(NOW))).isTrue();

        limit.release("acme", first);

        assertThat(limit.admits("acme", id(NOW))).isTrue();
        assertThat(limit.admits("acme", id(NOW))).isFalse();
    }

    @Test
    void whatIsAdmittedAgainDoesNotCountTwice() {
        BacklogLimit limit = limit(1, NOW);
        ArtworkId id = id(NOW);

        assertThat(limit.admits("acme", id)).isTrue();
        assertThat(limit.admits("acme", id)).isTrue();
        assertThat(limit.admits("acme", id(NOW))).isFalse();
    }

    @Test
    void aMarkerThatACrashLeftBehindEndsByItself() {
        assertThat(limit(1, NOW).admits("acme", id(NOW))).isTrue();

        assertThat(limit(1, NOW.plus(HOURS).minusMillis(1)).admits("acme", id(NOW)))
                .isFalse();
        assertThat(limit(1, NOW.plus(HOURS)).admits("acme", id(NOW.plus(HOURS))))
                .isTrue();
    }

    @Test
    void aLargeLimitIsKeptToAFewPercent() {
        BacklogLimit limit = limit(5_000, NOW);

        int admitted = 0;
        for (int i = 0; i < 12_000; i++) {
            admitted += limit.admits("acme", id(NOW)) ? 1 : 0;
        }

        assertThat(admitted).isBetween(4_000, 6_000); // four times the standard error
    }

    @Test
    void usuallyAnAdmissionCostsAFifthOfARequest() {
        BacklogLimit limit = limit(5_000, NOW);
        Deque<ArtworkId> waiting = new ArrayDeque<>();
        for (int i = 0; i < 5_000; i++) {
            ArtworkId id = id(NOW);
            assertThat(limit.admits("acme", id)).isTrue();
            waiting.add(id);
            if (waiting.size() > 1_000) {
                limit.release("acme", waiting.remove());
            }
        }

        assertThat(requests).filteredOn("put"::equals).hasSizeBetween(400, 600);
        assertThat(requests).filteredOn("list"::equals).hasSizeBetween(400, 600);
        assertThat(requests).filteredOn("delete"::equals).hasSizeBetween(300, 500);
        assertThat(requests)
                .allMatch(request -> List.of("put", "list", "delete").contains(request));
    }

    @Test
    void nearTheLimitEachAdmissionAndEachRefusalIsOneListAndSomeMarkers() {
        BacklogLimit limit = limit(5_000, NOW);
        for (int i = 0; i < 4_000; i++) {
            limit.admits("acme", id(NOW));
        }
        requests.clear();

        int admitted = 0;
        for (int i = 0; i < 3_000; i++) {
            admitted += limit.admits("acme", id(NOW)) ? 1 : 0;
        }

        assertThat(requests).filteredOn("list"::equals).hasSize(3_000);
        assertThat(requests.size() - 3_000).isLessThanOrEqualTo(admitted / 5);
        assertThat(admitted).isLessThan(3_000);
    }

    @Test
    void aNewProcessSoonNoticesThatTheLimitIsReached() {
        BacklogLimit before = limit(5_000, NOW);
        for (int i = 0; i < 10_000; i++) {
            before.admits("acme", id(NOW));
        }

        int admitted = 0;
        for (int process = 0; process < 100; process++) {
            BacklogLimit fresh = limit(5_000, NOW);
            for (int i = 0; i < 200; i++) {
                admitted += fresh.admits("acme", id(NOW)) ? 1 : 0;
            }
        }

        assertThat(admitted).isBetween(500, 1_800); // nine before the one that looks, on average, in each process
    }

    private BacklogLimit limit(int max, Instant now) {
        return new BacklogLimit(Backlog.unfinished(data), max, Clock.fixed(now, ZoneOffset.UTC));
    }

    private ArtworkId id(Instant createdAt) {
        return ArtworkId.create(createdAt, random);
    }
}
