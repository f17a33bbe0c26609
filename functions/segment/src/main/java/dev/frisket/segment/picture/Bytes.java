package dev.frisket.segment.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Random access to untrusted bytes; a read outside of them throws an {@link IndexOutOfBoundsException}. */
final class Bytes {

    private final ByteBuffer bytes;

    Bytes(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    private Bytes(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** The same bytes with another byte order for numbers; the default is big-endian. */
    Bytes order(ByteOrder order) {
        return new Bytes(bytes.duplicate().order(order));
    }

    ByteOrder order() {
        return bytes.order();
    }

    int length() {
        return bytes.limit();
    }

    int u8(int at) {
        return bytes.get(at) & 0xFF;
    }

    int u16(int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    int i32(int at) {
        return bytes.getInt(at);
    }

    long u32(int at) {
        return bytes.getInt(at) & 0xFFFF_FFFFL;
    }

    /** An unsigned 32-bit length or offset, checked to lie within these bytes. */
    int within(int at) {
        long value = u32(at);
        if (value > length()) {
            throw new IndexOutOfBoundsException(value + " of " + length() + " bytes");
        }
        return (int) value;
    }

    void checkRange(long from, long to) {
        if (from < 0 || to < from || to > length()) {
            throw new IndexOutOfBoundsException(from + ".." + to + " of " + length() + " bytes");
        }
    }

    /** A view of a range of these bytes, in big-endian order. */
    Bytes part(long from, long to) {
        checkRange(from, to);
        return new Bytes(bytes.slice((int) from, (int) (to - from)));
    }

    byte[] copy(long from, long to) {
        checkRange(from, to);
        byte[] copy = new byte[(int) (to - from)];
        bytes.get((int) from, copy);
        return copy;
    }

    /** Bytes as Latin-1 text. */
    String text(int from, int to) {
        return new String(copy(from, to), StandardCharsets.ISO_8859_1);
    }

    /** Whether this text stands at an offset; false also if the bytes end before it does. */
    boolean has(int at, String text) {
        return at + text.length() <= length() && text(at, at + text.length()).equals(text);
    }
}
