package dev.frisket.fetch;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Extracts single files from an npm package archive.
 *
 * <p>That is a gzipped tar in the <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">ustar</a>
 * format with everything under {@code package/}. Extracted files are checked against a digest afterwards, so only names
 * and sizes are parsed here.
 */
final class NpmArchive {
    private static final String ROOT = "package/";
    private static final int BLOCK = 512;
    private static final int NAME_AT = 0;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;

    private NpmArchive() {}

    /**
     * Extracts files.
     *
     * @param targets where to write each file, by its path inside the package
     * @throws IOException if the archive cannot be read or lacks one of the files
     */
    static void extract(Path archive, Map<String, Path> targets) throws IOException {
        Map<String, Path> missing = new HashMap<>(targets);
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)), 1 << 16)) {
            while (!missing.isEmpty()) {
                byte[] header = in.readNBytes(BLOCK);
                if (header.length < BLOCK || header[NAME_AT] == 0) {
                    throw new EOFException(archive.getFileName() + " does not contain " + missing.keySet());
                }
                String name = text(header, NAME_AT, NAME_LENGTH);
                long size = size(header);
                Path target = name.startsWith(ROOT) ? missing.remove(name.substring(ROOT.length())) : null;
                if (target == null) {
                    in.skipNBytes(size);
                } else {
                    copy(in, size, target);
                }
                in.skipNBytes(-size & (BLOCK - 1));
            }
        }
    }

    private static void copy(InputStream in, long size, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            byte[] chunk = new byte[1 << 16];
            for (long rest = size; rest > 0; ) {
                int read = in.read(chunk, 0, (int) Math.min(chunk.length, rest));
                if (read < 0) {
                    throw new EOFException("the archive ends inside " + target.getFileName());
                }
                out.write(chunk, 0, read);
                rest -= read;
            }
        }
    }

    private static long size(byte[] header) throws IOException {
        String octal = text(header, SIZE_AT, SIZE_LENGTH).strip();
        try {
            return octal.isEmpty() ? 0 : Long.parseUnsignedLong(octal, 8);
        } catch (NumberFormatException e) {
            throw new IOException("not a tar header: size " + octal, e);
        }
    }

    private static String text(byte[] header, int at, int length) {
        int end = at;
        while (end < at + length && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, StandardCharsets.UTF_8);
    }
}
