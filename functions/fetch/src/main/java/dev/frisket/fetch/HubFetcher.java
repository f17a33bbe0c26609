package dev.frisket.fetch;

import dev.frisket.core.id.Sha256;
import dev.frisket.packs.HubRepository;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelFile;
import dev.frisket.packs.ModelPack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Fetches the files of a pack from a model hub.
 *
 * <p>A file is used only if its digest matches the manifest, its lock or, on the first fetch, the hub's own response.
 * An interrupted download is kept and resumed. A file that was put in place by hand is treated as if it had been
 * fetched.
 */
public final class HubFetcher {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Download download;
    private final Consumer<String> progress;

    /**
     * Creates a fetcher from its parts.
     *
     * @param http a client that doesn't follow redirects
     * @param pause before a second attempt; longer before each further one
     * @param progress receives a line for each slow step
     */
    public HubFetcher(HttpClient http, Duration pause, Consumer<String> progress) {
        this.download = new Download(http, pause, progress);
        this.progress = progress;
    }

    /** Creates a fetcher with this machine's proxy settings. */
    public static HubFetcher ofThisMachine(Consumer<String> progress) {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new HubFetcher(http, PAUSE, progress);
    }

    /**
     * Fetches the missing files of a pack, and records the digests of files whose publisher provides none.
     *
     * @param source the pack's own, or a mirror of it
     * @throws ModelException if a file can't be fetched, or its digest differs from the expected one
     */
    public void fetch(ModelPack pack, HubRepository source) {
        try {
            for (ModelFile file : pack.manifest().files()) {
                if (!pack.hasSize(file)) {
                    pin(pack, file, have(pack, file, source));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("The download was interrupted; the next run resumes it.", e);
        }
    }

    /** Puts the file in place; returns its digest. */
    private String have(ModelPack pack, ModelFile file, HubRepository source) throws IOException, InterruptedException {
        Path target = pack.path(file);
        if (Files.exists(target)) {
            progress.accept(target + " already exists.");
            return Sha256.hex(target);
        }
        Path partial = target.resolveSibling("." + file.name() + ".part");
        progress.accept("Fetching %s of %s from %s".formatted(file.path(), source, source.hub()));
        Optional<String> published = download.fetch(source.address(file.path()), partial);
        String found = Sha256.hex(partial);
        String wanted = file.isPinned() ? file.sha256() : published.orElse(found);
        if (!found.equals(wanted)) {
            Files.delete(partial);
            throw new ModelException(
                    "%s of %s has SHA-256 %s; %s specifies %s. It is not used. Check that %s is the real hub, or a trusted mirror."
                            .formatted(
                                    file.path(),
                                    source,
                                    found,
                                    file.isPinned() ? "the manifest or its lock" : "the hub",
                                    wanted,
                                    source.hub()));
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        return found;
    }

    private void pin(ModelPack pack, ModelFile file, String sha256) throws IOException {
        if (!file.isPinned()) {
            long bytes = Files.size(pack.path(file));
            Path lock = pack.pin(file, bytes, sha256);
            progress.accept("%s: %d bytes, SHA-256 %s, recorded in %s"
                    .formatted(file.name(), bytes, sha256, lock.getFileName()));
        }
    }
}
