package dev.frisket.core.log;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header that tells X-Ray which steps belong together.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">Tracing
 *     header</a>
 */
public final class Trace {
    // Lambda's Java runtime puts each invocation's header there.
    private static final String PROPERTY = "com.amazonaws.xray.traceHeader";
    private static final Pattern FORM =
            Pattern.compile("Root=1-[0-9a-f]{8}-[0-9a-f]{24}(;[A-Za-z]{1,20}=[\\w:./-]{1,100}){0,8}");

    private Trace() {}

    /** The header of what this thread is at: of the message that asked for it, else of this invocation. */
    public static Optional<String> current() {
        Optional<String> ofMessage = Work.current().flatMap(Work::trace);
        return ofMessage.isPresent() ? ofMessage : valid(System.getProperty(PROPERTY));
    }

    static Optional<String> valid(@Nullable String header) {
        return Optional.ofNullable(header).filter(text -> FORM.matcher(text).matches());
    }
}
