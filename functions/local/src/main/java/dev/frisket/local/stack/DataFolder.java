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
import org.jspecify.annotations.Nullable;

/** The folder that everything is kept in, held by one process at a time and closed to all other users. */
public final class DataFolder implements AutoCloseable {
    // The bit of a folder's mode that says so: whoever writes there removes only what is his.
    private static final int STICKY = 01000;

    private final Path objects;
    private final FileChannel lock;

    private DataFolder(Path objects, FileChannel lock) {
        this.objects = objects;
        this.lock = lock;
    }

    /** Where data are kept unless told otherwise: where this operating system wants an application's data. */
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

    /** The folder that was named, else the standard one. */
    public static Path chosen(@Nullable Path named, Map<String, String> environment) {
        return named != null
                ? named.toAbsolutePath()
                : standard(
                        environment, System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * Takes the folder for this process, and makes it if it is missing. Whatever permissions it had, and all that Frisket
     * keeps in it, only its owner has any now.
     *
     * @param orElse what else a person can do if another process holds it
     * @throws UsageException if another process holds it, or it can't be written, or not hold attributes, or is everybody's
     */
    public static DataFolder open(Path folder, String orElse) {
        try {
            refuseEverybodys(folder);
            OwnerOnly.createFolder(folder);
            Path objects = folder.resolve("objects");
            OwnerOnly.createFolder(objects);
            Path lockFile = folder.resolve("lock");
            FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!held(lock)) {
                lock.close();
                throw new UsageException(
                        "the data folder " + folder + " is in use by another frisket: end that one, or " + orElse);
            }
            OwnerOnly.close(lockFile);
            OwnerOnly.closeTree(objects);
            refuseWithoutAttributes(objects, folder);
            return new DataFolder(objects, lock);
        } catch (IOException e) {
            throw new UsageException("the data folder " + folder + " can't be used: " + e.getMessage(), e);
        }
    }

    /** The same where another folder is as good. */
    public static DataFolder open(Path folder) {
        return open(folder, "name another folder with --data");
    }

    /** Where objects are kept, a folder for each bucket. */
    public Path objects() {
        return objects;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UsageException("the lock of the data folder can't be given back", e);
        }
    }

    private static boolean held(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    // To close a folder such as /tmp would lock out everybody who works in it.
    private static void refuseEverybodys(Path folder) throws IOException {
        if (Files.isDirectory(folder)
                && folder.getFileSystem().supportedFileAttributeViews().contains("unix")
                && ((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0) {
            throw new UsageException("the folder " + folder + " is for all users: name one of your own with --data");
        }
    }

    // s3proxy keeps an object's version and media type there, and without a word loses both where there is no room.
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
