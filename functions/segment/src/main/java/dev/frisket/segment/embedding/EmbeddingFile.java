package dev.frisket.segment.embedding;

import dev.frisket.segment.model.Embedding;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The stored form of an embedding: a mark with the format's version, the key, width, height, the tensors, and a
 * checksum of these. Numbers are little-endian; strings and tensors are preceded by their length.
 */
final class EmbeddingFile {
    static final String CONTENT_TYPE = "application/octet-stream";

    /** "FKE" and the version; to be incremented also when older embeddings must no longer be used. */
    private static final int MARK = 0x464B4501;

    private EmbeddingFile() {}

    static byte[] write(EmbeddingKey key, EncodedPicture picture) {
        byte[] name = key.object().getBytes(StandardCharsets.UTF_8);
        Map<String, short[]> tensors = picture.embedding().tensors();
        long bytes = 6L * Integer.BYTES + name.length + picture.embedding().bytes();
        for (String tensor : tensors.keySet()) {
            bytes += 2L * Integer.BYTES + tensor.getBytes(StandardCharsets.UTF_8).length;
        }
        ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(MARK).putInt(name.length).put(name);
        file.putInt(picture.width()).putInt(picture.height()).putInt(tensors.size());
        tensors.forEach((tensor, halves) -> {
            byte[] text = tensor.getBytes(StandardCharsets.UTF_8);
            file.putInt(text.length).put(text).putInt(halves.length);
            file.asShortBuffer().put(halves);
            file.position(file.position() + halves.length * Short.BYTES);
        });
        return file.putInt(checksum(file.array(), file.position())).array();
    }

    /** Reads a stored embedding; empty if it is damaged, of another version, or of another key. */
    static Optional<EncodedPicture> read(EmbeddingKey key, byte[] bytes) {
        int end = bytes.length - Integer.BYTES;
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (file.getInt(end) != checksum(bytes, end)
                    || file.getInt() != MARK
                    || !text(file).equals(key.object())) {
                return Optional.empty();
            }
            int width = file.getInt();
            int height = file.getInt();
            Map<String, short[]> tensors = new HashMap<>();
            for (int left = file.getInt(); left > 0; left--) {
                tensors.put(text(file), halves(file));
            }
            return file.position() == end
                    ? Optional.of(new EncodedPicture(width, height, new Embedding(tensors)))
                    : Optional.empty();
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(ByteBuffer file) {
        byte[] text = new byte[length(file, 1)];
        file.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static short[] halves(ByteBuffer file) {
        short[] halves = new short[length(file, Short.BYTES)];
        file.asShortBuffer().get(halves);
        file.position(file.position() + halves.length * Short.BYTES);
        return halves;
    }

    private static int length(ByteBuffer file, int unit) {
        int length = file.getInt();
        if (length < 0 || length > file.remaining() / unit) {
            throw new BufferUnderflowException();
        }
        return length;
    }

    private static int checksum(byte[] bytes, int end) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, end);
        return (int) checksum.getValue();
    }
}
