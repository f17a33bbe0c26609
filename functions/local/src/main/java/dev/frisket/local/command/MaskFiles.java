package dev.frisket.local.command;

import dev.frisket.core.artwork.MaskFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The masks, cut-outs or overlays of one picture as files, numbered if there may be several.
 *
 * <p>They get their names only when all are complete, the first one last: if it exists, the others do.
 */
final class MaskFiles {
    private final List<Path> written = new ArrayList<>();
    private final List<Path> parts = new ArrayList<>();
    private final @Nullable Path file;
    private final MaskFormat format;
    private final boolean numbered;

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream file) throws IOException;
    }

    private MaskFiles(@Nullable Path file, MaskFormat format, boolean numbered) {
        this.file = file;
        this.format = format;
        this.numbered = numbered;
    }

    /**
     * Files in a folder, which is created if it does not exist.
     *
     * @param file the name, with an extension
     * @param format of the files
     * @param numbered whether {@code mask.png} becomes {@code mask-0.png}, {@code mask-1.png} and so on
     */
    static MaskFiles of(Path file, MaskFormat format, boolean numbered) {
        return new MaskFiles(file, format, numbered);
    }

    /** Writes the content to standard output, without a file. */
    static MaskFiles standardOutput() {
        return new MaskFiles(null, MaskFormat.PNG, false);
    }

    /** The format that was requested. */
    MaskFormat format() {
        return format;
    }

    boolean isStandardOutput() {
        return file == null;
    }

    /** The name of the first file; {@code -} for standard output. */
    String name() {
        return file == null ? "-" : name(file, 0, "." + format.extension()).toString();
    }

    /** Whether the files exist already. */
    boolean isDone() {
        return file != null && Files.exists(name(file, 0, "." + format.extension()));
    }

    /**
     * Writes the next file.
     *
     * @param actual its format; if that is not the requested one, which had no room for it, it gets that one's extension
     */
    void write(MaskFormat actual, Content content) throws IOException {
        if (file == null) {
            content.writeTo(System.out);
            if (System.out.checkError()) {
                throw new IOException("standard output was closed");
            }
            return;
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        Path part = folder.resolve(".frisket-" + UUID.randomUUID() + ".part");
        part.toFile().deleteOnExit();
        parts.add(part);
        written.add(name(file, written.size(), "." + actual.extension()));
        try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW))) {
            content.writeTo(to);
        }
    }

    /** Gives all files their names. */
    void complete() throws IOException {
        for (int i = parts.size() - 1; i >= 0; i--) {
            Files.move(parts.get(i), written.get(i), StandardCopyOption.REPLACE_EXISTING);
        }
        parts.clear();
    }

    /** Deletes the files that have no name yet. */
    void discard() {
        for (Path part : parts) {
            part.toFile().delete();
        }
        parts.clear();
    }

    /** The files, in the order of results. */
    List<Path> written() {
        return List.copyOf(written);
    }

    private Path name(Path file, int number, String extension) {
        String name = file.getFileName().toString();
        String stem = stem(file);
        String given = name.substring(stem.length());
        String suffix = given.equalsIgnoreCase(extension) ? given : extension;
        return file.resolveSibling(stem + (numbered ? "-" + number : "") + suffix);
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
