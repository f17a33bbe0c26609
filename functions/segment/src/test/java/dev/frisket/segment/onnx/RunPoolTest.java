package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunPoolTest {
    private final AtomicInteger made = new AtomicInteger();
    private final RunPool<Integer> pool = new RunPool<>(made::incrementAndGet);

    @Test
    void runsAtTheSameTimeShareNothing() {
        CyclicBarrier meeting = new CyclicBarrier(2);

        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> pool.use(own -> met(meeting, own)));
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> pool.use(own -> met(meeting, own)));

        assertThat(List.of(one.join(), other.join())).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void oneRunAfterTheOtherTakesTheSame() {
        assertThat(pool.<Integer>use(own -> own)).isEqualTo(1);
        assertThat(pool.<Integer>use(own -> own)).isEqualTo(1);
    }

    @Test
    void theLastWaitsForTheRunsInProgress() throws Exception {
        List<String> ended = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Boolean> run = CompletableFuture.supplyAsync(() -> pool.use(own -> {
            begun.countDown();
            await(mayEnd);
            return ended.add("run");
        }));
        begun.await();
        Thread closing = new Thread(() -> pool.afterAll(() -> ended.add("last")));
        closing.start();
        while (closing.getState() != Thread.State.WAITING) {
            TimeUnit.MILLISECONDS.sleep(1);
        }

        mayEnd.countDown();
        run.join();
        closing.join();

        assertThat(ended).containsExactly("run", "last");
    }

    private static int met(CyclicBarrier meeting, int own) {
        try {
            meeting.await();
            return own;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
