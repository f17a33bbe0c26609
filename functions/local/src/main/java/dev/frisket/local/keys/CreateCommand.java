package dev.frisket.local.keys;

import dev.frisket.access.key.ApiKey;
import dev.frisket.access.key.ApiKeys;
import dev.frisket.access.key.ApiKeys.MintedKey;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Scope;
import dev.frisket.local.keys.StackOptions.OpenKeys;
import dev.frisket.local.stack.UsageException;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code frisket keys create}: creates a key and prints it on a line of its own. */
@Command(name = "create", description = "Makes a key and prints it, this once.")
final class CreateCommand extends KeysSubcommand {
    private static final Set<String> DOMAINS = Set.of(Caller.ARTWORKS, Caller.EVERYWHERE);

    @Option(names = "--organization", required = true, paramLabel = "NAME", description = "whose key it is")
    private String organization = "";

    @Option(names = "--scope", required = true, paramLabel = "SCOPE", description = "generator, manager or admin")
    private String scope = "";

    @Option(
            names = "--domains",
            split = ",",
            defaultValue = "*",
            paramLabel = "DOMAIN",
            description = "artworks, or * for all there are and will be (default: ${DEFAULT-VALUE})")
    private Set<String> domains = Set.of();

    @Option(
            names = "--name",
            defaultValue = "made by frisket keys create",
            paramLabel = "TEXT",
            description = "what people call it (default: ${DEFAULT-VALUE})")
    private String name = "";

    @Override
    void run(OpenKeys open, CommandLine line) throws InterruptedException {
        if (!DOMAINS.containsAll(domains)) {
            throw new UsageException("--domains must be of " + String.join(", ", new TreeSet<>(DOMAINS)));
        }
        MintedKey minted = mint(open.keys());
        ApiKey key = minted.key();
        say(
                line,
                "%s, a key of %s (%s)"
                        .formatted(key.id(), key.organization(), key.scope().value()));
        line.getOut().println(minted.token().text());
        line.getOut().flush();
        if (open.api().isPresent()) {
            say(line, "Waiting until the API accepts it; that may take a minute.");
            say(line, sentence(KeyAcceptance.at(open.api().get()).await(minted.token())));
        }
    }

    private static String sentence(KeyAcceptance.Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> "The API accepts it.";
            case REFUSED -> "The API does not accept it yet; until it does, responses are 401.";
            case UNKNOWN ->
                "The API can't be reached from here, so whether it accepts the key is unknown; until it does,"
                        + " responses are 401.";
        };
    }

    private static void say(CommandLine line, String sentence) {
        line.getErr().println(sentence);
        line.getErr().flush();
    }

    private MintedKey mint(ApiKeys keys) {
        try {
            return keys.mint(organization, Scope.of(scope), domains, name);
        } catch (IllegalArgumentException | ApiException.Conflict e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
