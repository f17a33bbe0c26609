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
class SeatsTest {
    private final AtomicInteger made = new AtomicInteger();
    private final Seats<Integer> seats = new Seats<>(made::incrementAndGet);

    @Test
    void runsAtTheSameTimeHaveSeatsOfTheirOwn() {
        CyclicBarrier meeting = new CyclicBarrier(2);

        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> seats.use(seat -> met(meeting, seat)));
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> seats.use(seat -> met(meeting, seat)));

        assertThat(List.of(one.join(), other.join())).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void oneRunAfterTheOtherTakesTheSameSeat() {
        assertThat(seats.<Integer>use(seat -> seat)).isEqualTo(1);
        assertThat(seats.<Integer>use(seat -> seat)).isEqualTo(1);
    }

    @Test
    void theLastWaitsForTheRunsInProgress() throws Exception {
        List<String> ended = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Boolean> run = CompletableFuture.supplyAsync(() -> seats.use(seat -> {
            begun.countDown();
            await(mayEnd);
            return ended.add("run");
        }));
        begun.await();
        Thread closing = new Thread(() -> seats.afterAll(() -> ended.add("last")));
        closing.start();
        while (closing.getState() != Thread.State.WAITING) {
            TimeUnit.MILLISECONDS.sleep(1);
        }

        mayEnd.countDown();
        run.join();
        closing.join();

        assertThat(ended).containsExactly("run", "last");
    }

    private static int met(CyclicBarrier meeting, int seat) {
        try {
            meeting.await();
            return seat;
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
