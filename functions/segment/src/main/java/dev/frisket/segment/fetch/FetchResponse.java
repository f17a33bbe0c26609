package dev.frisket.segment.fetch;

import java.util.Optional;

/** A server's response. */
sealed interface FetchResponse {

    /** The address of a redirect; empty if the response is the picture. */
    Optional<String> redirect();

    /**
     * The picture.
     *
     * @param bytes the content-decoded body. Owned by this record: not to be changed.
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on at once; a copy would cost up to 25 MB
    record Picture(byte[] bytes) implements FetchResponse {
        @Override
        public Optional<String> redirect() {
            return Optional.empty();
        }
    }

    /**
     * A redirect to another address.
     *
     * @param location absolute or relative, resolved as browsers do
     */
    record Redirect(String location) implements FetchResponse {
        @Override
        public Optional<String> redirect() {
            return Optional.of(location);
        }
    }
}
