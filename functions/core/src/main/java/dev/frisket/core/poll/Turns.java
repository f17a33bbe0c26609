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
 * Shares a limited number of places among the groups of a queue, each of which may take only some of them.
 *
 * <p>Work that arrives while its group has all its places waits, in the order of arrival, for a place of its own group. So
 * the other places stay free for other groups.
 *
 * @param <T> a piece of work
 */
final class Turns<T> {
    /** Maximum waiting work of all groups; beyond it nothing more is received. */
    private static final int MAX_WAITING = 10_000;

    private final int max;
    private final int maxPerGroup;
    private final Map<String, Integer> inProgress = new HashMap<>();
    private final Map<String, Deque<T>> waiting = new HashMap<>();
    private int progressing;
    private int waitingCount;
    private boolean closed;

    /**
     * @param max in progress at once
     * @param maxPerGroup in progress at once of one group
     */
    Turns(int max, int maxPerGroup) {
        this.max = max;
        this.maxPerGroup = maxPerGroup;
    }

    /** Waits for a free place; false if this is closed. */
    synchronized boolean awaitFree() throws InterruptedException {
        while (!closed && (progressing >= max || waitingCount >= MAX_WAITING)) {
            wait();
        }
        return !closed;
    }

    /** Takes a place for the work and returns true; if its group has none left, the work waits, and this is false. */
    synchronized boolean begin(String group, T work) {
        if (inProgress.getOrDefault(group, 0) >= maxPerGroup) {
            waiting.computeIfAbsent(group, any -> new ArrayDeque<>()).add(work);
            waitingCount++;
            return false;
        }
        inProgress.merge(group, 1, Integer::sum);
        progressing++;
        return true;
    }

    /** Gives back a place of the group, and returns the waiting work that takes it. */
    synchronized Optional<T> end(String group) {
        notifyAll();
        Deque<T> next = waiting.get(group);
        if (next != null) {
            T begun = next.remove();
            waitingCount--;
            if (next.isEmpty()) {
                waiting.remove(group);
            }
            return Optional.of(begun);
        }
        progressing--;
        inProgress.computeIfPresent(group, (name, count) -> count == 1 ? null : count - 1);
        return Optional.empty();
    }

    /** Prevents any further work from beginning, and returns the waiting work. */
    synchronized List<T> close() {
        closed = true;
        List<T> left = new ArrayList<>();
        waiting.values().forEach(left::addAll);
        waiting.clear();
        waitingCount = 0;
        notifyAll();
        return left;
    }

    /** Waits until nothing is in progress, at most for this time. */
    synchronized void awaitIdle(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long rest = atMost.toMillis(); progressing > 0 && rest > 0; ) {
            wait(rest);
            rest = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
    }
}
