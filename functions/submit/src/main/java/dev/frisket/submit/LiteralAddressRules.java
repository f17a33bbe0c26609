package dev.frisket.submit;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Address rules that need no look-up: the form of the URL. */
final class LiteralAddressRules implements AddressRules {
    @Override
    public Optional<String> checkPicture(String url) {
        return isUrl(url, "https", "http") ? Optional.empty() : Optional.of("must be a URL address (http or https)");
    }

    @Override
    public Optional<String> checkWebhook(String url) {
        return isUrl(url, "https") ? Optional.empty() : Optional.of("must be a URL address (https)");
    }

    private static boolean isUrl(String text, String... schemes) {
        try {
            URI uri = new URI(text);
            for (String scheme : schemes) {
                if (scheme.equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
                    return true;
                }
            }
            return false;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
