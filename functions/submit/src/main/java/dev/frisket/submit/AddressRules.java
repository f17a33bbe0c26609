package dev.frisket.submit;

import java.util.Optional;

/** What is asked of the addresses in a request before anything is recorded. */
public interface AddressRules {

    /** The rule that the address of a picture breaks, such as {@code must be a URL address}; empty if none. */
    Optional<String> checkPicture(String url);

    /** The rule that the address of a webhook breaks; empty if none. */
    Optional<String> checkWebhook(String url);
}
