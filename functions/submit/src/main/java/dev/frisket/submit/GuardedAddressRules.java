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
import java.util.regex.Pattern;

/**
 * Refuses URLs that lead into our own network.
 *
 * <p>An IP literal is checked at once. A webhook's host name is also resolved, within the time that a caller can wait. A
 * name that can't be resolved now is accepted, because each call of the webhook checks it again.
 */
public final class GuardedAddressRules implements AddressRules {
    private static final Pattern WEB = Pattern.compile("https?:", Pattern.CASE_INSENSITIVE);

    // For data URLs, Base64, S3 URIs and file paths.
    private static final String UPLOAD_HINT =
            ": upload your picture with POST /v2/uploads and send the imageUrl that it returns";

    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(2);

    private final ExecutorService lookups = Executors.newCachedThreadPool(DaemonThreads.named("lookup"));
    private final AddressGuard guard;
    private final PrivateHostRemedy remedy;

    public GuardedAddressRules(AddressGuard guard) {
        this(guard, PrivateHostRemedy.NONE);
    }

    /** @param remedy what the rule that a private host breaks says about permitting it */
    public GuardedAddressRules(AddressGuard guard, PrivateHostRemedy remedy) {
        this.guard = guard;
        this.remedy = remedy;
    }

    @Override
    public Optional<String> checkPicture(String url) {
        try {
            WebUrl.parse(url, UrlPurpose.PICTURE, guard.policy());
            return Optional.empty();
        } catch (RefusedUrlException e) {
            return Optional.of(WEB.matcher(url).lookingAt() ? rule(e) : e.rule() + UPLOAD_HINT);
        }
    }

    @Override
    public Optional<String> checkWebhook(String url) {
        try {
            return lookUp(WebUrl.parse(url, UrlPurpose.WEBHOOK, guard.policy()));
        } catch (RefusedUrlException e) {
            return Optional.of(rule(e));
        }
    }

    private Optional<String> lookUp(WebUrl url) {
        Future<Optional<String>> verdict = lookups.submit(() -> judge(url));
        try {
            return verdict.get(LOOKUP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look-up failed", e);
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
            return Optional.of(rule(e));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private String rule(RefusedUrlException refusal) {
        return refusal.isHostNotPublic() ? refusal.rule() + remedy.words() : refusal.rule();
    }
}
