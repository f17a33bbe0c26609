package dev.frisket.submit;

import java.util.Optional;

/** The checks on a request's URLs before anything is recorded. */
public interface AddressRules {

    /** The rule that a picture's URL breaks, such as {@code must be a URL address}; empty if none. */
    Optional<String> checkPicture(String url);

    /** The rule that a webhook's URL breaks; empty if none. */
    Optional<String> checkWebhook(String url);
}
