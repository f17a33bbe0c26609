package dev.frisket.local.keys;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code frisket keys}: the parent of the commands about API keys. */
@Command(
        name = "keys",
        description = "Creates, lists, shows and revokes API keys of a deployed stack or of a data folder.",
        mixinStandardHelpOptions = true,
        subcommands = {CreateCommand.class, ListCommand.class, ShowCommand.class, RevokeCommand.class})
public final class KeysCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "name one of the commands create, list, show, revoke");
    }
}
