package dev.frisket.packs;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A package of the npm registry with model files.
 *
 * @param npm name, with scope where it has one
 * @param version an exact version, not a range
 */
public record NpmPackage(String npm, String version) implements Source {
    private static final Pattern NAME = Pattern.compile("(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?");

    /** @throws IllegalArgumentException if the name is not a package name, or the version is not exact */
    public NpmPackage {
        if (!NAME.matcher(npm).matches()) {
            throw new IllegalArgumentException("not an npm package name: " + npm);
        }
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("not an exact version: " + version);
        }
    }

    @Override
    public String remedy(String pack) {
        return "`mvn package` fetches what is missing (it needs npm).";
    }

    @Override
    public Optional<HubRepository> hubRepository() {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return npm + "@" + version;
    }
}
