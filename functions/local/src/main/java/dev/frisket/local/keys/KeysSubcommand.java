package dev.frisket.local.keys;

import dev.frisket.access.gateway.GatewayUnavailable;
import dev.frisket.core.bucket.BucketUnavailable;
import dev.frisket.local.keys.StackOptions.OpenKeys;
import dev.frisket.local.stack.UsageException;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** Base class of the commands about keys: opens the chosen stack's keys and runs the command on them. */
@Command(mixinStandardHelpOptions = true)
abstract class KeysSubcommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private StackOptions stack = new StackOptions();

    /** Does the work; output for programs goes to {@code out}, output for people to {@code err}. */
    abstract void run(OpenKeys open, CommandLine line) throws InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        try (OpenKeys open = stack.open(System.getenv(), Clock.systemUTC())) {
            run(open, Objects.requireNonNull(spec).commandLine());
            return CommandLine.ExitCode.OK;
        } catch (SdkException | GatewayUnavailable | BucketUnavailable e) {
            throw new UsageException("the stack is out of reach, or refuses: " + e.getMessage(), e);
        }
    }
}
