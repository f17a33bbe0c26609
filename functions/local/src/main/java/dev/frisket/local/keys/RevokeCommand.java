package dev.frisket.local.keys;

import dev.frisket.access.key.ApiKeys;
import dev.frisket.local.stack.UsageException;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code frisket keys revoke}: revokes a key for good. */
@Command(name = "revoke", description = "Makes a key worth nothing, for good.")
final class RevokeCommand extends KeysSubcommand {
    @Parameters(paramLabel = "ID", description = "of the key, as list prints it")
    private UUID id = new UUID(0, 0);

    @Override
    void run(ApiKeys keys, CommandLine line) {
        if (!keys.revoke(id)) {
            throw new UsageException("there is no key " + id + "; keys list prints those there are");
        }
        line.getErr().println("revoked " + id);
        line.getErr().flush();
    }
}
