package dev.frisket.segment.picture;

import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The first directory of a TIFF file or EXIF block; what it links to is not followed.
 *
 * @param bytes the whole file, in its own byte order
 * @param entries by tag
 */
record TiffDirectory(Bytes bytes, Map<Integer, Entry> entries) {

    static final int ENTRY_BYTES = 12;
    /** Bytes of a value, by type: BYTE, ASCII, SHORT, LONG, RATIONAL, SBYTE, UNDEFINED, SSHORT, SLONG, SRATIONAL, … */
    private static final int[] TYPE_BYTES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    /**
     * Where a tag's values are.
     *
     * @param at offset of the entry itself
     * @param type 1..13
     * @param count how many values
     * @param values offset of the first
     */
    record Entry(int at, int type, int count, int values) {
        int bytes() {
            return count * TYPE_BYTES[type];
        }
    }

    TiffDirectory {
        entries = Map.copyOf(entries);
    }

    /** @throws IndexOutOfBoundsException if the directory does not lie within the file */
    static TiffDirectory read(Bytes file) {
        Bytes bytes = file.order(file.has(0, "II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int start = bytes.within(4);
        int count = bytes.u16(start);
        Map<Integer, Entry> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int at = start + 2 + i * ENTRY_BYTES;
            int type = bytes.u16(at + 2);
            long values = bytes.u32(at + 4);
            if (type == 0 || type >= TYPE_BYTES.length || values > bytes.length()) {
                continue;
            }
            long length = values * TYPE_BYTES[type];
            long offset = length <= 4 ? at + 8 : bytes.u32(at + 8);
            if (offset + length <= bytes.length()) {
                entries.putIfAbsent(bytes.u16(at), new Entry(at, type, (int) values, (int) offset));
            }
        }
        return new TiffDirectory(bytes, entries);
    }

    /** The first value of a tag of whole numbers. */
    Optional<Integer> number(int tag) {
        return Optional.ofNullable(entries.get(tag))
                .filter(entry -> entry.count() > 0)
                .map(entry -> switch (TYPE_BYTES[entry.type()]) {
                    case 1 -> bytes.u8(entry.values());
                    case 2 -> bytes.u16(entry.values());
                    default -> bytes.i32(entry.values());
                });
    }

    /** A tag's values as they stand in the file. */
    Optional<byte[]> raw(int tag) {
        return Optional.ofNullable(entries.get(tag))
                .map(entry -> bytes.copy(entry.values(), entry.values() + entry.bytes()));
    }
}
