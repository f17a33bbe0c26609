package dev.frisket.segment.fetch;

import java.util.Optional;

/** What a server answered. */
sealed interface FetchResponse {

    /** Where to look instead; empty if this is the end. */
    Optional<String> redirect();

    /**
     * The picture.
     *
     * @param bytes the body, content-decoded. Owned by this record: not to be changed.
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once; a copy would cost up to 25 MB
    record Picture(byte[] bytes) implements FetchResponse {
        @Override
        public Optional<String> redirect() {
            return Optional.empty();
        }
    }

    /**
     * Another place to look at.
     *
     * @param location absolute or relative, as a browser reads it
     */
    record Redirect(String location) implements FetchResponse {
        @Override
        public Optional<String> redirect() {
            return Optional.of(location);
        }
    }
}
