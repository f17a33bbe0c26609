package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.Token;
import dev.frisket.core.Manual;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.poll.EventSource;
import dev.frisket.core.poll.SqsPoller;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.segment.model.StandInPacks;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One organization's receivers accept and stay silent; another's webhook is due. */
class SilentReceiversTest {
    private static final int SILENT = 60;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CountDownLatch someHang = new CountDownLatch(1);
    private final CountDownLatch hangUp = new CountDownLatch(1);
    private final CountDownLatch otherCalled = new CountDownLatch(1);
    private final CountDownLatch allCalled = new CountDownLatch(SILENT);
    private final Queue<ArtworkId> called = new ConcurrentLinkedQueue<>();

    @Test
    void noneOfThemHoldsTheOthersFirstAttemptAndAllAreCalledOnce(@TempDir Path folder) throws Exception {
        try (DataFolder data = DataFolder.open(folder);
                Services services = Services.embedded(data)) {
            for (int i = 0; i < SILENT; i++) {
                services.webhooks().send(announcement("silent"), "acme");
            }
            try (SqsPoller poller = SqsPoller.start(services.queues().sqs(), source(services))) {
                assertThat(someHang.await(30, TimeUnit.SECONDS)).isTrue();
                services.webhooks().send(announcement("other"), "other");

                // The silent ones don't end before: without places of its own the other would wait for ever.
                assertThat(otherCalled.await(30, TimeUnit.SECONDS)).isTrue();
                hangUp.countDown();
                assertThat(allCalled.await(30, TimeUnit.SECONDS)).isTrue();
                assertThat(called).doesNotHaveDuplicates().hasSize(SILENT);
                assertThat(poller).isNotNull();
            } finally {
                hangUp.countDown();
            }
        }
    }

    @Test
    void thePageOfServeNamesTheLimits() {
        assertThat(Manual.page("docs/serve.md").text())
                .contains("of %d concurrent calls, one organization gets at most %d"
                        .formatted(StackFunctions.CALLS, StackFunctions.CALLS_OF_ONE));
    }

    private EventSource source(Services services) {
        StackFunctions functions = StackFunctions.of(
                services,
                new ApiKeyStore(services.control()),
                Token.create(RANDOM),
                new StandInPacks(),
                InstalledModels.EMBEDDED,
                true,
                RunningStack.Settings.MAX_UNFINISHED,
                AddressPolicy.PUBLIC_ONLY,
                Clock.systemUTC());
        StackFunctions calling = new StackFunctions(
                functions.routes(),
                functions.authorizer(),
                functions.worker(),
                (event, context) -> call(event),
                functions.deadLetterHandler());
        return calling.eventSources(services.queues(), 1).stream()
                .filter(source ->
                        source.queueUrl().equals(services.queues().webhooks().url()))
                .findAny()
                .orElseThrow();
    }

    private SQSBatchResponse call(SQSEvent event) {
        event.getRecords().parallelStream()
                .map(record -> Announcement.read(record.getBody()))
                .forEach(this::call);
        return new SQSBatchResponse();
    }

    private void call(Announcement announcement) {
        if (announcement.keyId().equals("other")) {
            otherCalled.countDown();
            return;
        }
        called.add(announcement.artworkId());
        someHang.countDown();
        try {
            hangUp.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        allCalled.countDown();
    }

    private static Announcement announcement(String keyId) {
        return new Announcement(ArtworkId.create(Instant.now(), RANDOM), keyId);
    }
}
