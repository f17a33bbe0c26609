package dev.frisket.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests in-memory Windows file systems; the data folder's test covers POSIX file systems. */
class OwnerOnlyTest {
    private static final Configuration WINDOWS = Configuration.windows();

    @Test
    void anAccessListNamesTheOwnerAloneAndIsInheritedByWhatIsNew() throws Exception {
        try (FileSystem windows = Jimfs.newFileSystem(
                WINDOWS.toBuilder().setAttributeViews("basic", "owner", "acl").build())) {
            Path folder = windows.getPath("C:\\data");
            Path file = Files.createDirectories(folder.resolve("objects")).resolve("one.json");
            Files.writeString(file, "{}");
            share(file);

            OwnerOnly.createFolder(folder);
            OwnerOnly.closeTree(folder);

            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.toList()) {
                    List<AclEntry> list = list(each).getAcl();
                    assertThat(list).hasSize(1);
                    assertThat(list.get(0).type()).isEqualTo(AclEntryType.ALLOW);
                    assertThat(list.get(0).principal()).isEqualTo(Files.getOwner(each));
                    assertThat(list.get(0).permissions()).containsExactlyInAnyOrder(AclEntryPermission.values());
                    assertThat(list.get(0).flags())
                            .hasSameElementsAs(
                                    Files.isDirectory(each)
                                            ? List.of(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
                                            : List.of());
                }
            }
        }
    }

    @Test
    void aFileSystemWithoutPermissionsIsLeftAsItIs() throws Exception {
        try (FileSystem fat = Jimfs.newFileSystem(WINDOWS)) {
            Path folder = fat.getPath("C:\\data");
            OwnerOnly.createFolder(folder);
            OwnerOnly.closeTree(folder);
            assertThat(folder).isDirectory();
        }
    }

    private static void share(Path file) throws IOException {
        list(file)
                .setAcl(List.of(AclEntry.newBuilder()
                        .setType(AclEntryType.ALLOW)
                        .setPrincipal(file.getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName("somebody"))
                        .setPermissions(AclEntryPermission.READ_DATA)
                        .build()));
    }

    private static AclFileAttributeView list(Path path) {
        return Files.getFileAttributeView(path, AclFileAttributeView.class);
    }
}
