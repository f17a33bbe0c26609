package dev.frisket.core.log;

import dev.frisket.core.id.UuidText;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The artwork that a request concerns: the thread's log lines name it, as they do during {@link Work}. */
public final class Correlation {
    private static final ThreadLocal<@Nullable String> ARTWORK = new ThreadLocal<>();

    private Correlation() {}

    /** Answers a request, whose artwork may become known on the way. */
    public static <T> T during(Supplier<T> request) {
        try {
            return request.get();
        } finally {
            ARTWORK.remove();
        }
    }

    /**
     * Sets the artwork of the current request. An id that is not a UUID is ignored: it does not deserve a log field.
     */
    public static void with(String artworkId) {
        UuidText.parse(artworkId).ifPresent(id -> ARTWORK.set(id.toString()));
    }

    static Optional<String> artworkId() {
        return Work.current().map(Work::artworkId).or(() -> Optional.ofNullable(ARTWORK.get()));
    }
}
