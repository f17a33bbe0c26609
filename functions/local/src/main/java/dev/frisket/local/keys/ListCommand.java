package dev.frisket.local.keys;

import dev.frisket.access.key.ApiKey;
import dev.frisket.core.json.Json;
import dev.frisket.local.keys.StackOptions.OpenKeys;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code frisket keys list}: prints a line for each key, newest first, in tab-separated columns. */
@Command(name = "list", description = "Prints id, organization, scope, domains, time of creation and name of each key.")
final class ListCommand extends KeysSubcommand {

    @Override
    void run(OpenKeys open, CommandLine line) {
        open.keys().list().stream().map(ListCommand::columns).forEach(line.getOut()::println);
        line.getOut().flush();
    }

    private static String columns(ApiKey key) {
        return String.join(
                "\t",
                key.id().toString(),
                key.organization(),
                key.scope().value(),
                String.join(",", new TreeSet<>(key.domains())),
                Json.time(key.createdAt()),
                key.name().replaceAll("\\p{Cntrl}", " "));
    }
}
