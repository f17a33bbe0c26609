package dev.frisket.fetch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Locates the user's cache folder for files that can be downloaded again. */
final class CacheFolder {
    private CacheFolder() {}

    /** The folder for model files on this machine; it need not exist. */
    static Path ofThisMachine() {
        return of(System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * The folder for model files: under {@code XDG_CACHE_HOME} if set, otherwise under the platform's cache folder.
     *
     * @param environment environment variables
     * @param system value of the property {@code os.name}
     * @param home the user's home folder
     */
    static Path of(Map<String, String> environment, String system, Path home) {
        String name = system.toLowerCase(Locale.ROOT);
        Path caches = absolute(environment.get("XDG_CACHE_HOME"))
                .or(() -> name.startsWith("windows") ? absolute(environment.get("LOCALAPPDATA")) : Optional.empty())
                .orElse(home.resolve(name.startsWith("mac") ? "Library/Caches" : ".cache"));
        return caches.resolve("frisket").resolve("models");
    }

    private static Optional<Path> absolute(@Nullable String value) {
        return Optional.ofNullable(value)
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
