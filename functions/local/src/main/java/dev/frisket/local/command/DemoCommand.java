package dev.frisket.local.command;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.frisket.access.key.Token;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.local.demo.Demo;
import dev.frisket.local.stack.InstalledModels;
import dev.frisket.local.stack.RunningStack;
import dev.frisket.local.stack.RunningStack.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code frisket demo}: sends the bundled pictures through the whole API once, and saves the masks. */
@Command(
        name = "demo",
        description = "Masks the bundled pictures through the API and writes masks and overlays.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "frisket-demo",
            description = "folder for masks and overlays (default: ./${DEFAULT-VALUE})")
    private Path out = Path.of("frisket-demo");

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Token key = Token.create(new SecureRandom());
        Path data = Files.createTempDirectory("frisket-demo");
        try (RunningStack stack = RunningStack.start(
                new Settings(0, key, data),
                InstalledModels.open(InstalledModels.EMBEDDED, System.getenv()),
                AddressPolicy.PUBLIC_ONLY,
                Clock.systemUTC())) {
            boolean succeeded = new Demo(out, line.getOut(), line.getErr()).run(stack.address(), key.text());
            return succeeded ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } finally {
            MoreFiles.deleteRecursively(data, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }
}
