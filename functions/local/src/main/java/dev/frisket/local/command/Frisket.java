package dev.frisket.local.command;

import dev.frisket.local.keys.KeysCommand;
import dev.frisket.local.stack.UsageException;
import dev.frisket.status.Build;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code frisket} command line. */
@Command(
        name = "frisket",
        description = "An asynchronous image-segmentation API, whole and on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Frisket.Version.class,
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            SegmentCommand.class,
            KeysCommand.class,
            WorkCommand.class,
            ModelsCommand.class,
            RehearseCommand.class
        })
public final class Frisket implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /** Runs a command and exits: 0 on success, 2 if the user must fix something first, 1 on any other failure. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return reportingFailures(new CommandLine(new Frisket()));
    }

    /** Makes a command line report a usage error in one line, and any other failure with its stack trace. */
    static CommandLine reportingFailures(CommandLine commands) {
        return commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter err = command.getErr();
            if (failure instanceof UsageException) {
                err.println("frisket: " + failure.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            failure.printStackTrace(err);
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    /** The lines of {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"frisket " + Build.THIS.version(), "commit " + Build.THIS.commit()};
        }
    }

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "name a command");
    }
}
