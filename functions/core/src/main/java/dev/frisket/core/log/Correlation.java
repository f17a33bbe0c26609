package dev.frisket.core.log;

import dev.frisket.core.id.UuidText;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The artwork that a request is about: what this thread logs meanwhile names it, as what is logged during {@link Work} does. */
public final class Correlation {
    private static final ThreadLocal<@Nullable String> ARTWORK = new ThreadLocal<>();

    private Correlation() {}

    /** Answers a request, which may turn out to be about an artwork. */
    public static <T> T during(Supplier<T> request) {
        try {
            return request.get();
        } finally {
            ARTWORK.remove();
        }
    }

    /** Says which artwork the request is about. What else a caller sends as an id is not worth a field of a log. */
    public static void with(String artworkId) {
        UuidText.parse(artworkId).ifPresent(id -> ARTWORK.set(id.toString()));
    }

    static Optional<String> artworkId() {
        return Work.current().map(Work::artworkId).or(() -> Optional.ofNullable(ARTWORK.get()));
    }
}
