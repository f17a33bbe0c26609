package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
        try (DataFolder opened = DataFolder.open(folder)) {
            assertThat(opened.objects()).isDirectory();
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("in use");
        }
        DataFolder.open(folder).close();
    }

    @Test
    void whatItKeepsIsItsOwnersAlone(@TempDir Path parent) throws Exception {
        Path folder = parent.resolve("new").resolve("frisket");
        keepSomething(folder);
        assertOwnersAlone(folder);
    }

    @Test
    void aFolderOfWiderRightsIsClosedWithAllThatWasKeptInIt(@TempDir Path folder) throws Exception {
        keepSomething(folder);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        }
        DataFolder.open(folder).close();
        assertOwnersAlone(folder);
    }

    @Test
    void aLinkInItChangesNothingElsewhere(@TempDir Path folder, @TempDir Path elsewhere) throws Exception {
        Path file = Files.writeString(elsewhere.resolve("public.txt"), "for all");
        Set<PosixFilePermission> before = PosixFilePermissions.fromString("rw-r--r--");
        Files.setPosixFilePermissions(file, before);
        Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("objects")).resolve("link"), file);
        DataFolder.open(folder).close();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(before);
    }

    @Test
    void aFolderForAllUsersIsRefusedAndLeftAsItIs(@TempDir Path folder) throws Exception {
        Files.setAttribute(folder, "unix:mode", 01777);
        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is for all users");
        assertThat((int) Files.getAttribute(folder, "unix:mode") & 07777).isEqualTo(01777);
        assertThat(folder).isEmptyDirectory();
    }

    private static void keepSomething(Path folder) {
        try (DataFolder data = DataFolder.open(folder);
                Services services = Services.embedded(data)) {
            services.data().put("artworks/key/one.json", new byte[] {'{', '}'}, "application/json");
            services.data().create("masks/two.png", new byte[1], "image/png");
            services.data().create("masks/two.png", new byte[2], "image/png");
        }
    }

    private static void assertOwnersAlone(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> each = all.toList();
            assertThat(each).hasSizeGreaterThan(8);
            assertThat(each)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }
}
