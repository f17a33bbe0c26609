package dev.frisket.local.stack;

import dev.frisket.local.embedded.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The folder of all stored data, locked by one process at a time and accessible only to its owner. */
public final class DataFolder implements AutoCloseable {
    // The sticky bit of a folder's mode: all users may write there, but delete only their own files.
    private static final int STICKY = 01000;

    private final Path objects;
    private final FileChannel lock;

    private DataFolder(Path objects, FileChannel lock) {
        this.objects = objects;
        this.lock = lock;
    }

    /** The default folder, in the place where this operating system keeps application data. */
    public static Path standard(Map<String, String> environment, String operatingSystem, Path home) {
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return home.resolve("Library/Application Support/frisket");
        }
        boolean windows = system.startsWith("windows");
        String named = environment.get(windows ? "LOCALAPPDATA" : "XDG_DATA_HOME");
        if (named != null && Path.of(named).isAbsolute()) {
            return Path.of(named).resolve("frisket");
        }
        return home.resolve(windows ? "AppData/Local/frisket" : ".local/share/frisket");
    }

    /** The named folder, or the standard one if none is named. */
    public static Path chosen(@Nullable Path named, Map<String, String> environment) {
        return named != null
                ? named.toAbsolutePath()
                : standard(
                        environment, System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * Locks the folder for this process, creating it if missing. From now on only its owner can access it and all
     * that Frisket keeps in it, regardless of earlier permissions.
     *
     * @param orElse the alternative to suggest to the user if another process uses the folder
     * @throws UsageException if another process uses it, or it is not writable, lacks file attributes or is for all users
     */
    public static DataFolder open(Path folder, String orElse) {
        try {
            refuseShared(folder);
            OwnerOnly.createFolder(folder);
            Path objects = folder.resolve("objects");
            OwnerOnly.createFolder(objects);
            Path lockFile = folder.resolve("lock");
            FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locks(lock)) {
                lock.close();
                throw new UsageException(
                        "the data folder " + folder + " is in use by another frisket: stop that one, or " + orElse);
            }
            OwnerOnly.close(lockFile);
            OwnerOnly.closeTree(objects);
            refuseWithoutAttributes(objects, folder);
            return new DataFolder(objects, lock);
        } catch (IOException e) {
            throw new UsageException("the data folder " + folder + " can't be used: " + e.getMessage(), e);
        }
    }

    /** Opens a folder, suggesting another one if it is in use. */
    public static DataFolder open(Path folder) {
        return open(folder, "name another folder with --data");
    }

    /** The folder of the objects, with a folder for each bucket. */
    public Path objects() {
        return objects;
    }

    /** The file of the key that {@code serve} created for the owner of a folder; see {@link OwnKey}. */
    public static Path keyFile(Path folder) {
        return folder.resolve("api-key");
    }

    /** The file of this folder's key. */
    Path keyFile() {
        return keyFile(Objects.requireNonNull(objects.getParent()));
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UsageException("the lock of the data folder can't be released", e);
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    // Closing a folder such as /tmp would lock out all its other users.
    private static void refuseShared(Path folder) throws IOException {
        if (Files.isDirectory(folder)
                && folder.getFileSystem().supportedFileAttributeViews().contains("unix")
                && ((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0) {
            throw new UsageException("the folder " + folder + " is for all users: name one of your own with --data");
        }
    }

    // s3proxy keeps an object's version and media type in attributes, and silently loses both if they can't be written.
    private static void refuseWithoutAttributes(Path objects, Path folder) throws IOException {
        Path probe = Files.createTempFile(objects.getParent(), "probe", null);
        try {
            UserDefinedFileAttributeView view = Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
            if (view == null) {
                throw new IOException("no attributes");
            }
            view.write("user.content-type", ByteBuffer.wrap(new byte[] {1}));
        } catch (IOException | UnsupportedOperationException e) {
            throw new UsageException(
                    "the file system of " + folder
                            + " keeps no user attributes of files: name a folder on another one with --data",
                    e);
        } finally {
            Files.delete(probe);
        }
    }
}
