package dev.frisket.segment.picture;

import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A directory of a TIFF file or EXIF block.
 *
 * @param bytes the whole file, in its own byte order
 * @param entries by tag
 * @param next offset of the next directory, perhaps outside of the file; 0 if this is the last
 */
record TiffDirectory(Bytes bytes, Map<Integer, Entry> entries, long next) {

    static final int ENTRY_BYTES = 12;
    private static final int RATIONAL = 5;
    /** Bytes per value, by type: BYTE, ASCII, SHORT, LONG, RATIONAL, SBYTE, UNDEFINED, SSHORT, SLONG, SRATIONAL, … */
    private static final int[] TYPE_BYTES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    /**
     * Location of a tag's values.
     *
     * @param at offset of the entry itself
     * @param type 1..13
     * @param count number of values, possibly more than the file has
     * @param values offset of the first, possibly outside the file
     */
    record Entry(int at, int type, long count, long values) {
        long end() {
            return values + count * TYPE_BYTES[type];
        }
    }

    TiffDirectory {
        entries = Map.copyOf(entries);
    }

    /**
     * Reads the first directory.
     *
     * @throws IndexOutOfBoundsException if it does not lie within the file
     */
    static TiffDirectory read(Bytes file) {
        Bytes bytes = file.order(file.has(0, "II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return read(bytes, bytes.within(4));
    }

    /** Reads the directory that this one links to. */
    TiffDirectory readNext() {
        bytes.checkRange(next, next);
        return read(bytes, (int) next);
    }

    private static TiffDirectory read(Bytes bytes, int start) {
        int count = bytes.u16(start);
        Map<Integer, Entry> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int at = start + 2 + i * ENTRY_BYTES;
            int type = bytes.u16(at + 2);
            long values = bytes.u32(at + 4);
            if (type > 0 && type < TYPE_BYTES.length) {
                long offset = values * TYPE_BYTES[type] <= 4 ? at + 8 : bytes.u32(at + 8);
                entries.putIfAbsent(bytes.u16(at), new Entry(at, type, values, offset));
            }
        }
        int link = start + 2 + count * ENTRY_BYTES;
        // Some programs write no link behind the last directory of the file.
        return new TiffDirectory(bytes, entries, link + 4 <= bytes.length() ? bytes.u32(link) : 0);
    }

    /** The first value of an integer tag. */
    Optional<Integer> number(int tag) {
        return Optional.ofNullable(entries.get(tag))
                .filter(entry -> entry.count() > 0)
                .map(entry -> number(entry, 0));
    }

    /** The first value of an integer tag, or {@code fallback}. */
    int number(int tag, int fallback) {
        return number(tag).orElse(fallback);
    }

    /** All values of an integer tag; empty if the tag is missing. */
    int[] numbers(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return new int[0];
        }
        bytes.checkRange(entry.values(), entry.end());
        return IntStream.range(0, (int) entry.count())
                .map(i -> number(entry, i))
                .toArray();
    }

    private int number(Entry entry, int index) {
        bytes.checkRange(entry.values(), entry.end());
        int size = TYPE_BYTES[entry.type()];
        int at = (int) entry.values() + index * size;
        return switch (size) {
            case 1 -> bytes.u8(at);
            case 2 -> bytes.u16(at);
            default -> bytes.i32(at);
        };
    }

    /** All values of a tag of fractions; empty if the tag is missing or of another type. */
    double[] fractions(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null || entry.type() != RATIONAL) {
            return new double[0];
        }
        bytes.checkRange(entry.values(), entry.end());
        return IntStream.range(0, (int) entry.count())
                .map(i -> (int) entry.values() + i * TYPE_BYTES[RATIONAL])
                .mapToDouble(at -> (double) bytes.u32(at) / bytes.u32(at + Integer.BYTES))
                .toArray();
    }

    /** Samples of a pixel; some programs leave the tag out. */
    int samples() {
        return number(TiffTag.SAMPLES_PER_PIXEL, Math.max(1, numbers(TiffTag.BITS_PER_SAMPLE).length));
    }

    /** What the colours are; some programs leave the tag out. */
    int photometric() {
        boolean fax = TiffFax.isOne(number(TiffTag.COMPRESSION, TiffTag.UNCOMPRESSED));
        int guessed = fax ? TiffTag.WHITE_IS_ZERO : samples() < 3 ? TiffTag.BLACK_IS_ZERO : TiffTag.RGB;
        return number(TiffTag.PHOTOMETRIC, guessed);
    }

    /** Whether the sample after these channels is alpha by which the colours are multiplied. */
    boolean isMultiplied(int channels) {
        boolean light = photometric() == TiffTag.RGB || photometric() == TiffTag.BLACK_IS_ZERO;
        return light && number(TiffTag.EXTRA_SAMPLES, 0) == TiffTag.ASSOCIATED_ALPHA && samples() > channels;
    }

    /** A tag's values as stored in the file. */
    Optional<byte[]> raw(int tag) {
        return Optional.ofNullable(entries.get(tag)).map(entry -> bytes.copy(entry.values(), entry.end()));
    }
}
