package dev.frisket.outbound;

import java.io.IOException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** An answer that breaks the rules of HTTP, or the limits of what is read of its headers. */
public final class UnreadableAnswerException extends IOException {

    private static final long serialVersionUID = 1;

    private UnreadableAnswerException(IOException cause) {
        super("the answer is not valid HTTP", cause);
    }

    /** The failure as one of this class if it is about what the answer says, else as it is. */
    static IOException explain(IOException failure) {
        boolean unreadable = failure instanceof ClientProtocolException
                || failure instanceof MessageConstraintException
                || (failure instanceof MalformedChunkCodingException && !(failure instanceof TruncatedChunkException));
        return unreadable ? new UnreadableAnswerException(failure) : failure;
    }
}
