package dev.frisket.outbound;

import java.io.IOException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** A response that violates HTTP, or the limits on its headers. */
public final class UnreadableAnswerException extends IOException {

    private static final long serialVersionUID = 1;

    private UnreadableAnswerException(IOException cause) {
        super("the answer is not valid HTTP", cause);
    }

    /** Converts the failure to this class if the response's content caused it; otherwise returns it unchanged. */
    static IOException explain(IOException failure) {
        boolean unreadable = failure instanceof ClientProtocolException
                || failure instanceof MessageConstraintException
                || (failure instanceof MalformedChunkCodingException && !(failure instanceof TruncatedChunkException));
        return unreadable ? new UnreadableAnswerException(failure) : failure;
    }
}
