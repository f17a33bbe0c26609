package dev.frisket.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final Path HOME = Path.of("/home/me");

    @Test
    void dataAreWhereTheOperatingSystemWantsThem() {
        assertThat(DataFolder.standard(Map.of(), "Linux", HOME)).isEqualTo(HOME.resolve(".local/share/frisket"));
        assertThat(DataFolder.standard(Map.of("XDG_DATA_HOME", "/data"), "Linux", HOME))
                .isEqualTo(Path.of("/data/frisket"));
        assertThat(DataFolder.standard(Map.of("XDG_DATA_HOME", "relative"), "Linux", HOME))
                .isEqualTo(HOME.resolve(".local/share/frisket"));
        assertThat(DataFolder.standard(Map.of(), "Mac OS X", HOME))
                .isEqualTo(HOME.resolve("Library/Application Support/frisket"));
        assertThat(DataFolder.standard(Map.of("LOCALAPPDATA", "/appdata"), "Windows 11", HOME))
                .isEqualTo(Path.of("/appdata/frisket"));
    }

    @Test
    void oneProcessHoldsItAtATime(@TempDir Path folder) {
        try (DataFolder held = DataFolder.open(folder)) {
            assertThat(held.objects()).isDirectory();
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("in use");
        }
        DataFolder.open(folder).close();
    }
}
