package dev.frisket.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A standard queue of SQS and its consumers in simulated time: which message is handed out next, by the thresholds that
 * AWS publishes. AWS calls them approximate and does not define "recent"; here it is 5 minutes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html">How
 *     fair queues work</a>
 */
public final class FairQueue {
    private static final double NOISY_SHARE = 0.1;
    private static final int NOISY_IN_FLIGHT = 30;
    private static final Duration RECENT = Duration.ofMinutes(5);

    /** How messages of a backlog are handed out. */
    public enum Order {
        /** The oldest first, as without message groups. */
        OLDEST_FIRST,
        /** Those of quiet groups first. */
        FAIR
    }

    /**
     * A message.
     *
     * @param sent from the beginning of the simulation
     */
    public record Sent(String group, Duration sent) {}

    private record InFlight(Sent message, Duration begun, Duration end) {}

    private final Map<String, Deque<Sent>> waiting = new HashMap<>();
    private final Map<String, Duration> lastSent = new HashMap<>();
    private final List<InFlight> inFlight = new ArrayList<>();
    private final Deque<InFlight> ended = new ArrayDeque<>();
    private final Order order;

    public FairQueue(Order order) {
        this.order = order;
    }

    /**
     * Lets consumers work off messages until one with this property is received, and returns how long that one waited.
     *
     * @param consumers messages at the same time
     * @param messages in the order sent
     * @param work how long the consumer with this number, 0 and up, works on a message that it received at this time
     */
    public Duration waitOf(Predicate<Sent> wanted, int consumers, List<Sent> messages, Work work) {
        PriorityQueue<Consumer> free = new PriorityQueue<>(Comparator.comparing(Consumer::from));
        for (int number = 0; number < consumers; number++) {
            free.add(new Consumer(number, Duration.ZERO));
        }
        Deque<Sent> coming = new ArrayDeque<>(messages);
        while (true) {
            Consumer consumer = free.remove();
            Duration now = consumer.from;
            if (waiting.isEmpty() && coming.element().sent.compareTo(now) > 0) {
                now = coming.element().sent;
            }
            while (!coming.isEmpty() && coming.element().sent.compareTo(now) <= 0) {
                send(coming.remove());
            }
            Sent message = receive(now);
            if (wanted.test(message)) {
                return now.minus(message.sent);
            }
            Duration end = now.plus(work.on(consumer.number, message, now));
            inFlight.add(new InFlight(message, now, end));
            free.add(new Consumer(consumer.number, end));
        }
    }

    /** How long a consumer works on a message. */
    @FunctionalInterface
    public interface Work {
        Duration on(int consumer, Sent message, Duration now);
    }

    private record Consumer(int number, Duration from) {}

    private void send(Sent message) {
        waiting.computeIfAbsent(message.group, any -> new ArrayDeque<>()).add(message);
        lastSent.put(message.group, message.sent);
    }

    private Sent receive(Duration now) {
        inFlight.stream().filter(one -> one.end.compareTo(now) <= 0).forEach(ended::add);
        inFlight.removeIf(one -> one.end.compareTo(now) <= 0);
        ended.removeIf(one -> one.end.plus(RECENT).compareTo(now) <= 0);
        String group = next(now).orElseThrow();
        Deque<Sent> own = Objects.requireNonNull(waiting.get(group));
        Sent message = own.remove();
        if (own.isEmpty()) {
            waiting.remove(group);
        }
        return message;
    }

    private Optional<String> next(Duration now) {
        Function<String, Duration> oldest =
                group -> Objects.requireNonNull(waiting.get(group)).element().sent;
        Comparator<String> byAge = Comparator.comparing(oldest);
        Comparator<String> fair = Comparator.comparing((String group) -> noisy(group, now) ? inFlight(group) : -1L)
                .thenComparing(byAge);
        return waiting.keySet().stream()
                .min(
                        switch (order) {
                            case OLDEST_FIRST -> byAge;
                            case FAIR -> fair;
                        });
    }

    private boolean noisy(String group, Duration now) {
        long own = inFlight(group);
        boolean crowds = own >= NOISY_IN_FLIGHT && own > NOISY_SHARE * inFlight.size();
        boolean sentLately =
                Objects.requireNonNull(lastSent.get(group)).plus(RECENT).compareTo(now) > 0;
        return sentLately
                && (crowds || work(one -> one.message.group.equals(group), now) > NOISY_SHARE * work(one -> true, now));
    }

    private long inFlight(String group) {
        return inFlight.stream().filter(one -> one.message.group.equals(group)).count();
    }

    /** Milliseconds that consumers worked recently. */
    private long work(Predicate<InFlight> which, Duration now) {
        long past = ended.stream()
                .filter(which)
                .mapToLong(one -> one.end.minus(one.begun).toMillis())
                .sum();
        return past
                + inFlight.stream()
                        .filter(which)
                        .mapToLong(one -> now.minus(one.begun).toMillis())
                        .sum();
    }
}
