package dev.frisket.segment;

import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.segment.mask.Cutout;
import dev.frisket.segment.parallel.Parallel;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A cut-out in a temporary file until it is stored: as PNG it may have 256 MB, which the smallest worker's memory has no
 * room for. Lambda gives a worker 512 MB for such files.
 *
 * @param path deleted on closing
 */
record CutoutFile(Path path, MaskFormat format) implements AutoCloseable {
    private static final String PREFIX = "frisket-cutout-";

    /** Encodes a cut-out into a new file. */
    static CutoutFile of(Cutout cutout, Parallel cores) {
        try {
            CutoutFile file = new CutoutFile(Files.createTempFile(PREFIX, null), cutout.format());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file.path))) {
                cutout.write(cores, out);
            } catch (IOException | RuntimeException | Error e) {
                file.close();
                throw e;
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("a cut-out could not be written", e);
        }
    }

    /** Deletes the files of an earlier process, which a worker that was killed leaves behind. */
    static void deleteLeftovers() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("leftover cut-outs could not be deleted", e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("a cut-out could not be deleted", e);
        }
    }
}
