package dev.frisket.core.log;

import dev.frisket.core.id.UuidText;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What connects the log lines and messages of one request: the artwork that it concerns, and its X-Ray tracing header.
 * Both are those of the thread's current {@link Work}, if it has one.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">Tracing
 *     header</a>
 */
public final class Correlation {
    private static final ThreadLocal<@Nullable String> ARTWORK = new ThreadLocal<>();

    // Lambda's Java runtime sets it to the header of each invocation.
    private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";
    private static final Pattern TRACE =
            Pattern.compile("Root=1-[0-9a-f]{8}-[0-9a-f]{24}(;[A-Za-z]{1,20}=[\\w:./-]{1,100}){0,8}");

    private Correlation() {}

    /** Runs a request, whose artwork may become known during it. */
    public static <T> T during(Supplier<T> request) {
        try {
            return request.get();
        } finally {
            ARTWORK.remove();
        }
    }

    /** Sets the artwork of the current request. An id that is not a UUID is ignored, so that a log field is one. */
    public static void with(String artworkId) {
        UuidText.parse(artworkId).ifPresent(id -> ARTWORK.set(id.toString()));
    }

    /** The tracing header of the message that this thread is working on, or else of this invocation. */
    public static Optional<String> trace() {
        return Work.current().flatMap(Work::trace).or(() -> validTrace(System.getProperty(TRACE_PROPERTY)));
    }

    static Optional<String> artworkId() {
        return Work.current().map(Work::artworkId).or(() -> Optional.ofNullable(ARTWORK.get()));
    }

    static Optional<String> validTrace(@Nullable String header) {
        return Optional.ofNullable(header).filter(text -> TRACE.matcher(text).matches());
    }
}
