package dev.frisket.local.command;

import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.local.stack.UsageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes masks or cut-outs under the requested file name, numbered if there may be several. */
final class MaskFiles {
    private static final String EXTENSIONS = Arrays.stream(MaskFormat.values())
            .map(format -> "." + format.extension())
            .collect(Collectors.joining(" or "));

    private final List<Path> written = new ArrayList<>();
    private final Path out;
    private final boolean numbered;
    private final MaskFormat format;

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream file) throws IOException;
    }

    /**
     * @param option that gave the file name
     * @param out the file name, with the extension of a mask format
     * @throws UsageException if it has no such extension, or its folder does not exist
     */
    MaskFiles(String option, Path out, boolean numbered) {
        this.out = out;
        this.numbered = numbered;
        this.format = MaskFormat.ofExtension(extension())
                .orElseThrow(() -> new UsageException(option + " must end in " + EXTENSIONS));
        if (!Files.isDirectory(out.toAbsolutePath().resolveSibling(""))) {
            throw new UsageException("the folder of " + option + " is not there: " + out);
        }
    }

    /** The format that the file name's extension stands for. */
    MaskFormat format() {
        return format;
    }

    private String extension() {
        String name = String.valueOf(out.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * Writes the next file.
     *
     * @param actual its format; if that is not the requested one, which had no room for it, it gets that one's extension
     */
    void write(MaskFormat actual, Content content) {
        String name = String.valueOf(out.getFileName());
        String stem = name.substring(0, name.lastIndexOf('.'));
        String suffix = actual.extension().equals(format.extension())
                ? name.substring(stem.length())
                : "." + actual.extension();
        Path file = out.resolveSibling(stem + (numbered ? "-" + written.size() : "") + suffix);
        try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file))) {
            content.writeTo(to);
            written.add(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** The files, in the order of results. */
    List<Path> written() {
        return List.copyOf(written);
    }
}
