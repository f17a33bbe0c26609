package dev.frisket.segment.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.TreeMap;

/** Builds TIFF files with one directory. */
final class TiffBuilder {
    static final int SHORT = 3;
    static final int LONG = 4;

    private final ByteOrder order;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final TreeMap<Integer, byte[]> entries = new TreeMap<>();

    TiffBuilder(ByteOrder order) {
        this.order = order;
        boolean little = order == ByteOrder.LITTLE_ENDIAN;
        content.writeBytes(HostilePictures.latin1(little ? "II*\0\0\0\0\0" : "MM\0*\0\0\0\0"));
    }

    /** Appends bytes to the file, and returns their offset. */
    int put(byte[] bytes) {
        content.writeBytes(new byte[content.size() % 2]);
        int at = content.size();
        content.writeBytes(bytes);
        return at;
    }

    TiffBuilder longs(int tag, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
        for (int value : values) {
            bytes.putInt(value);
        }
        return entry(tag, LONG, values.length, bytes.array());
    }

    TiffBuilder shorts(int tag, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(order);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return entry(tag, SHORT, values.length, bytes.array());
    }

    TiffBuilder entry(int tag, int type, int count, byte[] values) {
        ByteBuffer entry = ByteBuffer.allocate(12).order(order);
        entry.putShort((short) tag).putShort((short) type).putInt(count);
        if (values.length <= 4) {
            entry.put(values);
        } else {
            entry.putInt(put(values));
        }
        entries.put(tag, entry.array());
        return this;
    }

    TiffBuilder size(int width, int height, int compression, int photometric, int samples) {
        int[] bits = new int[samples];
        Arrays.fill(bits, 8);
        return longs(256, width)
                .longs(257, height)
                .shorts(258, bits)
                .shorts(259, compression)
                .shorts(262, photometric)
                .shorts(277, samples);
    }

    byte[] build() {
        int directory = put(new byte[0]);
        ByteBuffer file =
                ByteBuffer.allocate(directory + 2 + 12 * entries.size() + 4).order(order);
        file.put(content.toByteArray()).putInt(4, directory).putShort((short) entries.size());
        entries.values().forEach(file::put);
        return file.array();
    }
}
