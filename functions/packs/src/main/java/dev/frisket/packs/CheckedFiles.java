package dev.frisket.packs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files whose digests were checked when an image was built, which nothing changes in the image. A worker reads a file
 * again only if its manifest asks for another digest.
 *
 * @param lines for each file its digest, pack and name, as {@code sha256sum} prints them
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
            return new CheckedFiles(Set.copyOf(Files.readAllLines(models.resolve(FILE))));
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

    /** Whether the file has been found to have the digest that its manifest asks for. */
    boolean has(ModelPack pack, ModelFile file) {
        return lines.contains(line(pack, file));
    }

    private static String line(ModelPack pack, ModelFile file) {
        return file.sha256() + "  " + pack.manifest().name() + "/" + file.name();
    }
}
