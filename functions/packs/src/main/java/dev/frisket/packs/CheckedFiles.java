package dev.frisket.packs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The files whose digests were checked when an image was built. A worker in the image reads a file again only if its size,
 * time or required digest has changed since.
 *
 * @param lines for each file: digest, size in bytes, time of change in seconds since 1970, pack and name
 */
public record CheckedFiles(Set<String> lines) {
    /** The record's file name, in the folder of the packs. */
    public static final String FILE = "checked.txt";

    /** Of a process that checks all files itself. */
    public static final CheckedFiles NONE = new CheckedFiles(Set.of());

    public CheckedFiles {
        lines = Set.copyOf(lines);
    }

    /** Reads the record in a folder of packs; none if there is no record. */
    public static CheckedFiles read(Path models) {
        try {
            return new CheckedFiles(new HashSet<>(Files.readAllLines(models.resolve(FILE))));
        } catch (NoSuchFileException e) {
            return NONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks the files of packs, and records them in their folder in place of an earlier record.
     *
     * @throws ModelException if a file is missing, or its size or digest differs
     */
    public static void record(Path models, List<ModelPack> packs) {
        packs.forEach(ModelPack::verify);
        String lines = packs.stream()
                .flatMap(pack -> pack.wholeFiles().stream().map(file -> line(pack, file)))
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.writeString(models.resolve(FILE), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the file is still as it was when it was checked, judged by its size and time. */
    boolean has(ModelPack pack, ModelFile file) {
        return !lines.isEmpty() && lines.contains(line(pack, file));
    }

    private static String line(ModelPack pack, ModelFile file) {
        try {
            Path path = pack.path(file);
            long seconds = Files.getLastModifiedTime(path).to(TimeUnit.SECONDS); // an image keeps no smaller units
            return file.sha256() + " " + Files.size(path) + " " + seconds + " "
                    + pack.manifest().name() + "/" + file.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
