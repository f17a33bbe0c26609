package dev.frisket.local.command;

import dev.frisket.local.keys.KeysCommand;
import dev.frisket.local.stack.UsageException;
import dev.frisket.status.Build;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code frisket} command line. */
@Command(
        name = "frisket",
        description = "An asynchronous image-segmentation API on this machine.",
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
    private static final String TRACE_VARIABLE = "FRISKET_TRACE";

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs a command: 0 on success, 2 if the user must fix something first, 1 on any other failure. */
    static int run(String... arguments) {
        CommandLine line = commandLine();
        try {
            return line.execute(arguments);
        } catch (NoClassDefFoundError e) {
            throw e;
        } catch (Error e) {
            return failed(line, e);
        }
    }

    static CommandLine commandLine() {
        return reportingFailures(new CommandLine(new Frisket()));
    }

    /** Makes a command line report each failure in one sentence; with the variable {@code FRISKET_TRACE} also where. */
    static CommandLine reportingFailures(CommandLine commands) {
        commands.registerConverter(Path.class, value -> {
            try {
                return PictureSearch.path(value);
            } catch (UsageException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        });
        commands.setParameterExceptionHandler((failure, arguments) -> refused(failure));
        return commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof UsageException) {
                command.getErr().println("frisket: " + failure.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            return failed(command, failure);
        });
    }

    /** Reports wrong arguments without the list of options, which would push the reason off the screen. */
    private static int refused(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("frisket: " + failure.getMessage());
        boolean suggested = UnmatchedArgumentException.printSuggestions(failure, err);
        if (command.getSubcommands().isEmpty()) {
            err.println(command.getCommandSpec().qualifiedName() + " --help lists all options.");
        } else if (!suggested) {
            command.usage(err);
        }
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int failed(CommandLine command, Throwable failure) {
        command.getErr().println("frisket: " + FailureSentence.of(failure));
        if (System.getenv(TRACE_VARIABLE) != null) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
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
