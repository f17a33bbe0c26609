package dev.frisket.local.keys;

import dev.frisket.local.stack.DataFolder;
import dev.frisket.local.stack.OwnKey;
import dev.frisket.local.stack.UsageException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code frisket keys show}: prints the key that {@code serve} stores in its data folder, even while it runs. */
@Command(
        name = "show",
        description = "Prints the admin key that serve created for its owner.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the data folder of serve (default: frisket in the user's data directory)")
    private @Nullable Path data;

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Path folder = DataFolder.chosen(data, System.getenv());
        String key = OwnKey.read(DataFolder.keyFile(folder))
                .orElseThrow(() -> new UsageException(
                        "there is no key in " + folder + ": serve creates one if it runs without FRISKET_API_KEY"))
                .text();
        line.getOut().println(key);
        line.getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
