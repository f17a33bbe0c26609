package dev.frisket.core.poll;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose turn it is among the groups of a queue: so much is in progress at once, and of each group only a part of it.
 *
 * <p>What comes while its group has its part is held, in the order of arrival, and takes the place of the group's next end.
 * So the places that one group may not take are free for the others.
 *
 * @param <T> what is worked on
 */
final class Turns<T> {
    /** Held by all groups together; no more is taken from the queue then. */
    private static final int MOST_HELD = 10_000;

    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> inProgress = new HashMap<>();
    private final Map<String, Deque<T>> held = new HashMap<>();
    private int progressing;
    private int holding;
    private boolean over;

    /**
     * @param most in progress at once
     * @param mostOfOne in progress of one group
     */
    Turns(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Waits until something can be begun; false if nothing shall be any more. */
    synchronized boolean awaitFree() throws InterruptedException {
        while (!over && (progressing >= most || holding >= MOST_HELD)) {
            wait();
        }
        return !over;
    }

    /** Begins if the group has a place left; otherwise the work is held, and the answer is false. */
    synchronized boolean begin(String group, T work) {
        if (inProgress.getOrDefault(group, 0) >= mostOfOne) {
            held.computeIfAbsent(group, any -> new ArrayDeque<>()).add(work);
            holding++;
            return false;
        }
        inProgress.merge(group, 1, Integer::sum);
        progressing++;
        return true;
    }

    /** Ends one of the group's; what is answered has begun in its place. */
    synchronized Optional<T> end(String group) {
        notifyAll();
        Deque<T> waiting = held.get(group);
        if (waiting != null) {
            T next = waiting.remove();
            holding--;
            if (waiting.isEmpty()) {
                held.remove(group);
            }
            return Optional.of(next);
        }
        progressing--;
        inProgress.computeIfPresent(group, (name, count) -> count == 1 ? null : count - 1);
        return Optional.empty();
    }

    /** Lets nothing begin any more, and answers what was held. */
    synchronized List<T> close() {
        over = true;
        List<T> left = new ArrayList<>();
        held.values().forEach(left::addAll);
        held.clear();
        holding = 0;
        notifyAll();
        return left;
    }

    /** Waits until nothing is in progress, or so long. */
    synchronized void awaitIdle(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long rest = atMost.toMillis(); progressing > 0 && rest > 0; ) {
            wait(rest);
            rest = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
    }
}
