package dev.frisket.submit;

import dev.frisket.core.address.AddressException;
import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.RefusedUrlException;
import dev.frisket.core.address.UrlPurpose;
import dev.frisket.core.address.WebUrl;
import dev.frisket.core.concurrent.DaemonThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Refuses URLs that lead into our own network.
 *
 * <p>An IP literal is checked at once. A webhook's host name is resolved too, for as long as a caller can wait: a name
 * that can't be resolved now is accepted, because each attempt to call it checks it again.
 */
public final class GuardedAddressRules implements AddressRules {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ExecutorService lookups = Executors.newCachedThreadPool(DaemonThreads.named("lookup"));
    private final AddressGuard guard;

    public GuardedAddressRules(AddressGuard guard) {
        this.guard = guard;
    }

    @Override
    public Optional<String> checkPicture(String url) {
        try {
            WebUrl.parse(url, UrlPurpose.PICTURE, guard.policy());
            return Optional.empty();
        } catch (RefusedUrlException e) {
            return Optional.of(e.rule());
        }
    }

    @Override
    public Optional<String> checkWebhook(String url) {
        try {
            return lookUp(WebUrl.parse(url, UrlPurpose.WEBHOOK, guard.policy()));
        } catch (RefusedUrlException e) {
            return Optional.of(e.rule());
        }
    }

    private Optional<String> lookUp(WebUrl url) {
        Future<Optional<String>> verdict = lookups.submit(() -> judge(url));
        try {
            return verdict.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look-up broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during a look-up", e);
        } finally {
            verdict.cancel(true);
        }
    }

    private Optional<String> judge(WebUrl url) {
        try {
            guard.check(url);
            return Optional.empty();
        } catch (RefusedUrlException e) {
            return Optional.of(e.rule());
        } catch (AddressException e) {
            return Optional.empty();
        }
    }
}
