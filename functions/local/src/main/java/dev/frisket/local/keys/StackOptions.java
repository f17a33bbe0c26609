package dev.frisket.local.keys;

import dev.frisket.local.DataFolder;
import dev.frisket.local.Services;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whose keys are meant. */
final class StackOptions {
    @ArgGroup
    private Choice choice = new Choice();

    private static final class Choice {
        @Option(
                names = "--stack",
                paramLabel = "NAME",
                description = "a stack deployed in the region and account that the AWS variables or profile name")
        private @Nullable String stack;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "a folder that serve keeps its data in (default: frisket in the user's data directory)")
        private @Nullable Path data;
    }

    /** The keys of what was chosen. */
    OpenKeys open(Map<String, String> environment, Clock clock) {
        if (choice.stack != null) {
            return OpenKeys.ofDeployed(choice.stack, clock);
        }
        URI endpoint = Services.endpoint(environment);
        return endpoint != null
                ? OpenKeys.of(Services.at(endpoint), clock)
                : OpenKeys.of(DataFolder.chosen(choice.data, environment), clock);
    }
}
