package dev.frisket.packs;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A repository of a model hub.
 *
 * @param hub the hub's address, https (or http on this machine), without a trailing slash
 * @param repository owner and name
 * @param revision a commit, 40 lower-case hexadecimal digits
 */
public record HubRepository(String hub, String repository, String revision) implements Source {
    private static final Pattern HUB =
            Pattern.compile("(https://[^\\s/?#]+|http://(127\\.0\\.0\\.1|localhost)(:[0-9]+)?)(/[^\\s?#]*[^\\s?#/])?");
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}");

    /** @throws IllegalArgumentException if a value does not match its description */
    public HubRepository {
        if (!HUB.matcher(hub).matches()) {
            throw new IllegalArgumentException("not the address of a hub: " + hub);
        }
        if (!REPOSITORY.matcher(repository).matches()) {
            throw new IllegalArgumentException("not a repository: " + repository);
        }
        if (!REVISION.matcher(revision).matches()) {
            throw new IllegalArgumentException("not a commit: " + revision);
        }
    }

    /** This repository on a mirror of the hub. */
    public HubRepository on(String mirror) {
        return new HubRepository(mirror, repository, revision);
    }

    /** The address of a file in the repository. */
    public URI address(String path) {
        return URI.create("%s/%s/resolve/%s/%s".formatted(hub, repository, revision, path));
    }

    @Override
    public String remedy(String pack) {
        return "`java -jar functions/local/target/frisket.jar models fetch %s` fetches what is missing."
                .formatted(pack);
    }

    @Override
    public Optional<HubRepository> hubRepository() {
        return Optional.of(this);
    }

    @Override
    public String toString() {
        return repository + "@" + revision;
    }
}
