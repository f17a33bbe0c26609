package dev.frisket.submit;

import dev.frisket.core.artwork.UploadId;
import dev.frisket.core.store.UploadStore;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The address rules of one request, whose picture may be an upload of the caller instead of a picture on the web.
 *
 * <p>The host does not identify our own addresses: an API has several (a custom domain, that of API Gateway), and a
 * foreign one may look similar. An address is ours if it names an existing upload, or begins with the address to which
 * this request was sent. So no spelling of a host gives access to another key's upload, or makes the worker fetch one over
 * the web.
 */
final class UploadRules implements AddressRules {
    private static final String RULE = "must be an upload of this API key that was sent and is not older than "
            + UploadId.TIME_TO_LIVE.toHours() + " hours";

    private final AddressRules others;
    private final UploadStore uploads;
    private final String keyId;
    private final String apiUrl;
    private final Instant now;
    private final BooleanSupplier repeated;
    private @Nullable UploadId found;

    /**
     * @param others check every other address
     * @param keyId the caller's API key
     * @param apiUrl base URL of the API that received the request
     * @param repeated whether the request was accepted before; its upload may be gone since then
     */
    UploadRules(
            AddressRules others,
            UploadStore uploads,
            String keyId,
            String apiUrl,
            Instant now,
            BooleanSupplier repeated) {
        this.others = others;
        this.uploads = uploads;
        this.keyId = keyId;
        this.apiUrl = apiUrl;
        this.now = now;
        this.repeated = repeated;
    }

    @Override
    public Optional<String> checkPicture(String url) {
        Optional<UploadId> named = UploadAddress.parse(url).map(UploadAddress::id);
        Optional<String> owner = named.flatMap(uploads::owner);
        if (owner.isEmpty() && !UploadAddress.isUnder(apiUrl, url)) {
            return others.checkPicture(url);
        }
        boolean usable = owner.filter(keyId::equals).isPresent()
                && now.isBefore(named.orElseThrow().expiry());
        if (named.isEmpty() || !(usable || repeated.getAsBoolean())) {
            return Optional.of(RULE);
        }
        found = named.get();
        return Optional.empty();
    }

    @Override
    public Optional<String> checkWebhook(String url) {
        return others.checkWebhook(url);
    }

    /** The upload that the picture refers to; null if it is on the web. */
    @Nullable
    UploadId found() {
        return found;
    }
}
