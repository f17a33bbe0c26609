package dev.frisket.segment.mask;

import java.util.Arrays;

/** Packs bits into bytes, least significant bit first. */
final class BitWriter {
    private byte[] bytes = new byte[256];
    private int size;
    /** Bits of the last, incomplete byte, the first one lowest. */
    private long pending;

    private int pendingCount;

    /** @param count 0 to 32; higher bits of {@code value} must be 0 */
    void write(long value, int count) {
        pending |= value << pendingCount;
        pendingCount += count;
        while (pendingCount >= 8) {
            append((byte) pending);
            pending >>>= 8;
            pendingCount -= 8;
        }
    }

    /** Appends all bits of another writer. */
    void write(BitWriter other) {
        for (int i = 0; i < other.size; i++) {
            write(other.bytes[i] & 0xff, 8);
        }
        write(other.pending, other.pendingCount);
    }

    /** All bits, padded with zeros to whole bytes. */
    byte[] toBytes() {
        byte[] all = Arrays.copyOf(bytes, size + (pendingCount + 7) / 8);
        if (pendingCount > 0) {
            all[size] = (byte) pending;
        }
        return all;
    }

    private void append(byte next) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = next;
    }
}
