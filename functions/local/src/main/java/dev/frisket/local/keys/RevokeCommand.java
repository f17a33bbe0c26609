package dev.frisket.local.keys;

import dev.frisket.access.key.ApiKey;
import dev.frisket.access.key.ApiKeys;
import dev.frisket.local.keys.StackOptions.OpenKeys;
import dev.frisket.local.stack.UsageException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code frisket keys revoke}: revokes a key, or all keys, permanently. */
@Command(name = "revoke", description = "Revokes a key permanently.")
final class RevokeCommand extends KeysSubcommand {
    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    private static final class Which {
        @Parameters(paramLabel = "ID", description = "of the key, as list prints it")
        private @Nullable UUID id;

        @Option(names = "--all", description = "every key of every organization, for example before a stack is deleted")
        private boolean all;
    }

    @Override
    void run(OpenKeys open, CommandLine line) {
        if (which.all) {
            revokeAll(open.keys(), line);
        } else {
            revoke(Objects.requireNonNull(which.id), open.keys(), line);
        }
        line.getErr().flush();
    }

    private static void revoke(UUID id, ApiKeys keys, CommandLine line) {
        if (!keys.revoke(id)) {
            throw new UsageException("there is no key " + id + "; keys list prints all keys");
        }
        line.getErr().println("revoked " + id);
    }

    private static void revokeAll(ApiKeys keys, CommandLine line) {
        for (ApiKey key : keys.list()) {
            keys.revoke(key.organization(), key.id());
            line.getErr().println("revoked " + key.id());
        }
    }
}
