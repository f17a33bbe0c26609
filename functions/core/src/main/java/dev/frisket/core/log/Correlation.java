package dev.frisket.core.log;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The artwork that a request is about: what this thread logs meanwhile names it, as what is logged during {@link Work} does. */
public final class Correlation {
    // What a caller sends in its place is not worth a field of a log.
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
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

    /** Says which artwork the request is about. */
    public static void with(String artworkId) {
        if (ID.matcher(artworkId).matches()) {
            ARTWORK.set(artworkId.toLowerCase(Locale.ROOT));
        }
    }

    static Optional<String> artworkId() {
        return Work.current().map(Work::artworkId).or(() -> Optional.ofNullable(ARTWORK.get()));
    }
}
