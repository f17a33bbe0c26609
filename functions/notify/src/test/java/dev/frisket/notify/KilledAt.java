package dev.frisket.notify;

import dev.frisket.core.objects.Objects;
import dev.frisket.core.objects.StoredObject;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.WebhookQueue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Kills the process at one call of a bucket or a queue, which counts as applied or not; calls before and after it work.
 *
 * <p>An error that nothing catches stands for the kill: no code runs behind it.
 */
final class KilledAt {
    private final AtomicInteger calls = new AtomicInteger();
    private final int fatal;
    private final boolean applied;

    /** The process was killed. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param fatal number of the call that kills, 1 for the first
     * @param applied whether that call still does what it should
     */
    KilledAt(int fatal, boolean applied) {
        this.fatal = fatal;
        this.applied = applied;
    }

    /** How many calls there were. */
    int calls() {
        return calls.get();
    }

    private <T> T call(Supplier<T> call) {
        boolean last = calls.incrementAndGet() == fatal;
        if (last && !applied) {
            throw new Killed();
        }
        T result = call.get();
        if (last) {
            throw new Killed();
        }
        return result;
    }

    WebhookQueue queue(WebhookQueue behind) {
        return new WebhookQueue() {
            @Override
            public void send(Announcement announcement) {
                call(() -> {
                    behind.send(announcement);
                    return announcement;
                });
            }

            @Override
            public void postpone(String receipt, Duration delay) {
                call(() -> {
                    behind.postpone(receipt, delay);
                    return receipt;
                });
            }
        };
    }

    Objects objects(Objects behind) {
        return new Objects() {
            @Override
            public Optional<StoredObject> get(String key) {
                return call(() -> behind.get(key));
            }

            @Override
            public boolean exists(String key) {
                return call(() -> behind.exists(key));
            }

            @Override
            public Write create(String key, byte[] bytes, String contentType) {
                return call(() -> behind.create(key, bytes, contentType));
            }

            @Override
            public Write replace(String key, byte[] bytes, String contentType, String etag) {
                return call(() -> behind.replace(key, bytes, contentType, etag));
            }

            @Override
            public void put(String key, byte[] bytes, String contentType) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void delete(String key) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<String> list(String prefix, int limit) {
                throw new UnsupportedOperationException();
            }

            @Override
            public URI link(String key, Duration validity) {
                throw new UnsupportedOperationException();
            }

            @Override
            public URI linkToPut(String key, String contentType, int size, Duration validity) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
