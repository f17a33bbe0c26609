package dev.frisket.segment.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Makes malicious pictures. */
final class HostilePictures {

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private HostilePictures() {}

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    static byte[] latin1(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static byte[] ints(ByteOrder order, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    /** One chunk of a PNG file. */
    static byte[] pngChunk(String type, byte[] content) {
        byte[] checked = joined(type.getBytes(US_ASCII), content);
        CRC32 crc = new CRC32();
        crc.update(checked);
        return joined(
                ints(ByteOrder.BIG_ENDIAN, content.length), checked, ints(ByteOrder.BIG_ENDIAN, (int) crc.getValue()));
    }

    /**
     * A PNG file of a single grey level.
     *
     * @param bits per sample, 1 or 8
     * @param rows number of rows actually present
     * @param extra chunks between header and pixels
     */
    static byte[] png(int width, int height, int bits, int rows, byte[] extra) throws IOException {
        byte[] header = joined(ints(ByteOrder.BIG_ENDIAN, width, height), new byte[] {(byte) bits, 0, 0, 0, 0});
        byte[] row = new byte[1 + (int) (((long) width * bits + 7) / 8)];
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels, new Deflater(Deflater.BEST_SPEED))) {
            for (int y = 0; y < rows; y++) {
                deflater.write(row);
            }
        }
        return joined(
                PNG_SIGNATURE,
                pngChunk("IHDR", header),
                extra,
                pngChunk("IDAT", pixels.toByteArray()),
                pngChunk("IEND", new byte[0]));
    }

    static byte[] deflated(int zeros) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(deflated)) {
            for (int i = 0; i < zeros; i += 1 << 20) {
                deflater.write(new byte[1 << 20]);
            }
        }
        return deflated.toByteArray();
    }

    /** One segment of a JPEG file. */
    static byte[] jpegSegment(int marker, byte[] content) {
        int length = content.length + 2;
        return joined(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length}, content);
    }

    /** A JPEG file with segments inserted after its first marker. */
    static byte[] behindFirstMarker(byte[] jpeg, byte[] segments) {
        return joined(Arrays.copyOf(jpeg, 2), segments, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** A WebP file of these chunks. */
    static byte[] webp(byte[] chunks) {
        return joined(latin1("RIFF"), ints(ByteOrder.LITTLE_ENDIAN, chunks.length + 4), latin1("WEBP"), chunks);
    }

    static byte[] webpChunk(String type, byte[] content) {
        return joined(
                latin1(type), ints(ByteOrder.LITTLE_ENDIAN, content.length), content, new byte[content.length % 2]);
    }

    /** A GIF file that repeats a single frame. */
    static byte[] gif(int frames) {
        byte[] frame = {0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0};
        byte[] header = joined(latin1("GIF89a"), new byte[] {1, 0, 1, 0, (byte) 0x80, 0, 0, 0, 0, 0, 9, 9, 9});
        ByteBuffer file =
                ByteBuffer.allocate(header.length + frames * frame.length + 1).put(header);
        for (int i = 0; i < frames; i++) {
            file.put(frame);
        }
        return file.put((byte) 0x3B).array();
    }
}
