package dev.frisket.local.command;

import dev.frisket.local.keys.KeysCommand;
import dev.frisket.local.stack.UsageException;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "frisket",
        description = "An asynchronous image-segmentation API, whole and on this machine.",
        mixinStandardHelpOptions = true,
        version = "frisket 0.1.0",
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            SegmentCommand.class,
            KeysCommand.class,
            ModelsCommand.class,
            RehearseCommand.class
        })
public final class Frisket implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /** Runs a command and ends the process: 0 if it did its work, 2 if something must be mended first, else 1. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return reportingFailures(new CommandLine(new Frisket()));
    }

    /** The same command line, which tells what must be mended in a line, and anything else with its trace. */
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

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "name a command");
    }
}
