package dev.frisket.core.log;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The X-Ray tracing header, which groups the steps of one request.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">Tracing
 *     header</a>
 */
public final class Trace {
    // Lambda's Java runtime sets it to each invocation's header.
    private static final String PROPERTY = "com.amazonaws.xray.traceHeader";
    private static final Pattern FORM =
            Pattern.compile("Root=1-[0-9a-f]{8}-[0-9a-f]{24}(;[A-Za-z]{1,20}=[\\w:./-]{1,100}){0,8}");

    private Trace() {}

    /** The header of the message that this thread is working on, or else of this invocation. */
    public static Optional<String> current() {
        Optional<String> ofMessage = Work.current().flatMap(Work::trace);
        return ofMessage.isPresent() ? ofMessage : valid(System.getProperty(PROPERTY));
    }

    static Optional<String> valid(@Nullable String header) {
        return Optional.ofNullable(header).filter(text -> FORM.matcher(text).matches());
    }
}
