package dev.frisket.core.poll;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The context of one function call, as Lambda passes it to the function. */
public final class Invocation implements Context {
    private static final System.Logger LOG = System.getLogger(Invocation.class.getName());
    private static final int MEMORY_MB = 3008;

    private final String function;
    private final String requestId = UUID.randomUUID().toString();
    private volatile long endNanos;

    private Invocation(String function, long endNanos) {
        this.function = function;
        this.endNanos = endNanos;
    }

    /** A call that begins now and may take as long as {@code timeout}. */
    public static Invocation begin(String function, Duration timeout) {
        return new Invocation(function, System.nanoTime() + timeout.toNanos());
    }

    /** Limits the function's remaining time to {@code rest} from now. */
    void endWithin(Duration rest) {
        endNanos = Math.min(endNanos, System.nanoTime() + rest.toNanos());
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Math.max(0, Duration.ofNanos(endNanos - System.nanoTime()).toMillis());
    }

    @Override
    public String getFunctionName() {
        return function;
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:local:000000000000:function:" + function;
    }

    @Override
    public String getLogGroupName() {
        return function;
    }

    @Override
    public String getLogStreamName() {
        return requestId;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getMemoryLimitInMB() {
        return MEMORY_MB;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                LOG.log(System.Logger.Level.INFO, message);
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
