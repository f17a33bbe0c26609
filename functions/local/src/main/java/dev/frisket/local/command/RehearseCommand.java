package dev.frisket.local.command;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.frisket.access.key.Token;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.local.demo.Demo;
import dev.frisket.local.lambda.RuntimeApi;
import dev.frisket.local.stack.RunningStack;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.local.stack.Services;
import dev.frisket.packs.Capability;
import dev.frisket.segment.model.Model;
import dev.frisket.segment.model.ModelPacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code frisket rehearse}: runs the worker as Lambda does on the bundled pictures and a large one, then ends it. The
 * image's build trains the worker's AOT cache this way.
 */
@Command(
        name = "rehearse",
        description = "Masks the bundled pictures with a worker that is started by the given command, as Lambda would.",
        mixinStandardHelpOptions = true,
        hidden = true)
final class RehearseCommand implements Callable<Integer> {
    // The worker calls only this machine.
    private static final Set<String> PROXIES = Set.of("http_proxy", "https_proxy");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder for masks and overlays")
    private Path out = Path.of("");

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "what starts the worker, after --")
    private List<String> command = List.of();

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Token key = Token.create(new SecureRandom());
        Path data = Files.createTempDirectory("frisket-rehearsal");
        AtomicReference<@Nullable Process> worker = new AtomicReference<>();
        try (RuntimeApi lambda = RuntimeApi.start();
                RunningStack stack = RunningStack.start(
                        new Settings(0, key, data),
                        new NoPacks(),
                        AddressPolicy.PUBLIC_ONLY,
                        Clock.systemUTC(),
                        (services, functions) -> {
                            worker.set(start(services, lambda));
                            return lambda;
                        })) {
            FutureTask<Boolean> demo = new FutureTask<>(
                    () -> new Demo(out, line.getOut(), line.getErr()).runWithLarge(stack.address(), key.text()));
            CompletableFuture<Void> unused =
                    Objects.requireNonNull(worker.get()).onExit().thenRun(() -> demo.cancel(true));
            new Thread(demo, "demo").start();
            return demo.get() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } finally {
            end(worker.get());
            MoreFiles.deleteRecursively(data, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private Process start(Services services, RuntimeApi lambda) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).inheritIO();
        builder.environment().keySet().removeIf(name -> PROXIES.contains(name.toLowerCase(Locale.ROOT)));
        builder.environment().putAll(services.variables());
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", lambda.address());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The runtime client never exits by itself. What the JVM does on exit, such as writing the cache, must finish.
    private static void end(@Nullable Process worker) throws InterruptedException {
        if (worker != null) {
            worker.destroy();
            worker.waitFor();
        }
    }

    /** No packs: the models are in the worker's process. */
    private static final class NoPacks implements ModelPacks {
        @Override
        public <M extends Model> Optional<M> find(Capability capability, Class<M> port) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
