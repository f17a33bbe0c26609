package dev.frisket.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
    private static final Path HOME = Path.of("home").toAbsolutePath();

    @Test
    void theVariableOfTheXdgSpecificationComesFirst() {
        String elsewhere = Path.of("elsewhere").toAbsolutePath().toString();

        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", elsewhere), "Mac OS X", HOME))
                .isEqualTo(Path.of(elsewhere, "frisket", "models"));
    }

    @Test
    void aRelativeOrEmptyVariableDoesNotCount() {
        Path usual = HOME.resolve(".cache/frisket/models");

        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "elsewhere"), "Linux", HOME))
                .isEqualTo(usual);
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", ""), "Linux", HOME)).isEqualTo(usual);
    }

    @Test
    void eachSystemHasItsOwnPlace() {
        String local = Path.of("local").toAbsolutePath().toString();

        assertThat(CacheFolder.of(Map.of("LOCALAPPDATA", local), "Linux", HOME))
                .isEqualTo(HOME.resolve(".cache/frisket/models"));
        assertThat(CacheFolder.of(Map.of(), "Mac OS X", HOME)).isEqualTo(HOME.resolve("Library/Caches/frisket/models"));
        assertThat(CacheFolder.of(Map.of("LOCALAPPDATA", local), "Windows 11", HOME))
                .isEqualTo(Path.of(local, "frisket", "models"));
    }
}
