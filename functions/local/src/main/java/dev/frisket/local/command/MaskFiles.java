package dev.frisket.local.command;

import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.local.stack.UsageException;
import dev.frisket.segment.mask.EncodedMask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes masks under the requested file name, numbered if there may be several. */
final class MaskFiles {
    private static final String EXTENSIONS = Arrays.stream(MaskFormat.values())
            .map(format -> "." + format.extension())
            .collect(Collectors.joining(" or "));

    private final List<Path> written = new ArrayList<>();
    private final Path out;
    private final boolean numbered;
    private final MaskFormat format;

    /**
     * @param out the file name, with the extension of a mask format
     * @throws UsageException if it has no such extension, or its folder does not exist
     */
    MaskFiles(Path out, boolean numbered) {
        this.out = out;
        this.numbered = numbered;
        this.format = MaskFormat.ofExtension(extension())
                .orElseThrow(() -> new UsageException("-o must end in " + EXTENSIONS));
        if (!Files.isDirectory(out.toAbsolutePath().resolveSibling(""))) {
            throw new UsageException("the folder of -o is not there: " + out);
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

    /** Writes the next mask. One that the requested format can't hold is in another, and gets that one's extension. */
    void write(EncodedMask mask) {
        String name = String.valueOf(out.getFileName());
        String stem = name.substring(0, name.lastIndexOf('.'));
        String suffix = mask.format().extension().equals(format.extension())
                ? name.substring(stem.length())
                : "." + mask.format().extension();
        Path file = out.resolveSibling(stem + (numbered ? "-" + written.size() : "") + suffix);
        try {
            written.add(Files.write(file, mask.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** The files, in the order of results. */
    List<Path> written() {
        return List.copyOf(written);
    }
}
