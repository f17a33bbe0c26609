package dev.frisket.local.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Restricts files and folders to their owner: modes 0600 and 0700, or an access list of one entry on Windows.
 *
 * <p>Files on a file system with neither, such as FAT, and symbolic links are not changed.
 */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /** Creates a folder and its missing parents, and restricts the folder even if it existed before. */
    public static void createFolder(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        } else {
            Files.createDirectories(folder);
        }
        close(folder);
    }

    /** Restricts a folder and everything in it. */
    public static void closeTree(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                closeIfPresent(each);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Restricts the file or folder at {@code path}, and each folder between it and {@code folder}, which is above it. */
    static void closeUpTo(Path folder, Path path) throws IOException {
        Path each = folder;
        for (Path name : folder.relativize(path)) {
            each = each.resolve(name);
            closeIfPresent(each);
        }
    }

    /** Restricts a file or folder that another thread may be deleting. */
    private static void closeIfPresent(Path path) throws IOException {
        try {
            close(path);
        } catch (NoSuchFileException e) {
            // It is gone, so no one can open it.
        }
    }

    /** Restricts a file or folder. */
    public static void close(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return;
        }
        boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        @Nullable PosixFileAttributeView posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (posix != null) {
            Set<PosixFilePermission> wanted = folder ? FOLDER : FILE;
            if (!posix.readAttributes().permissions().equals(wanted)) {
                posix.setPermissions(wanted);
            }
            return;
        }
        @Nullable AclFileAttributeView list = Files.getFileAttributeView(path, AclFileAttributeView.class);
        if (list != null) {
            list.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(list.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .setFlags(
                            folder
                                    ? EnumSet.of(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
                                    : EnumSet.noneOf(AclEntryFlag.class))
                    .build()));
        }
    }
}
