package dev.frisket.segment.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageReadParam;

/** The pixels of a PNG file. */
final class PngPixels implements CodedPicture.Pixels {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    /** Length, type and checksum around each chunk's content, bytes. */
    private static final int FRAME = 12;

    /** Offsets in the header. */
    private static final int BITS = 8;

    private static final int COLOUR_TYPE = 9;
    private static final int COMPRESSION = 10;
    private static final int FILTER = 11;
    private static final int INTERLACE = 12;

    /** Colour types: bits that mean a palette, colour instead of grey, and alpha. */
    private static final int PALETTE = 1;

    private static final int COLOUR = 2;
    private static final int ALPHA = 4;

    private final Bytes header;
    private final byte[] palette;
    private final List<Bytes> parts;

    /**
     * Coded pixels.
     *
     * @param header content of the header chunk
     * @param palette content of the palette chunk; empty if there is none
     * @param parts contents of the chunks of pixels
     */
    PngPixels(Bytes header, byte[] palette, List<Bytes> parts) {
        this.header = header;
        this.palette = palette;
        this.parts = parts;
    }

    int width() {
        return header.i32(0);
    }

    int height() {
        return header.i32(4);
    }

    @Override
    public Samples draft(int enough, ProcessorTime time) throws IOException, PictureException {
        int reduction = Reduction.of(width(), height(), enough);
        Optional<Samples> draft =
                reduction > 1 && hasPlainRows() ? ReducedPng.decode(this, reduction, time) : Optional.empty();
        return draft.isPresent() ? draft.get() : decode(time);
    }

    /** Whether the rows are stored in order, each pixel as whole bytes that mean colours themselves. */
    private boolean hasPlainRows() {
        int type = header.u8(COLOUR_TYPE);
        return (type & ~(COLOUR | ALPHA)) == 0
                && (header.u8(BITS) == 8 || header.u8(BITS) == 16)
                && header.u8(COMPRESSION) == 0
                && header.u8(FILTER) == 0
                && header.u8(INTERLACE) == 0
                && palette.length == 0;
    }

    /** Bytes of a sample, of files with plain rows. */
    int bytesPerSample() {
        return header.u8(BITS) / Byte.SIZE;
    }

    /** Samples of a pixel, of files without a palette. */
    int channels() {
        return colours().channels() + ((header.u8(COLOUR_TYPE) & ALPHA) == 0 ? 0 : 1);
    }

    /** What the samples before any alpha mean, of files without a palette. */
    Colours colours() {
        return (header.u8(COLOUR_TYPE) & COLOUR) == 0 ? Colours.GREY : Colours.RGB;
    }

    /** The compressed pixels: parts of one stream. */
    List<Bytes> parts() {
        return parts;
    }

    @Override
    public Samples decode(ProcessorTime time) throws IOException, PictureException {
        try (Codec codec = Codec.open("png", file(), width(), height(), time)) {
            if (header.u8(COLOUR_TYPE) == (COLOUR | PALETTE)) {
                return RasterSamples.of(codec.read(null));
            }
            BufferedImage image = RasterSamples.image(width(), height(), channels());
            ImageReadParam into = new ImageReadParam();
            into.setDestination(image);
            codec.read(into);
            byte[] values = RasterSamples.bytes(image.getRaster());
            return new Samples(
                    width(), height(), colours(), RasterSamples.first(colours().channels(), values, channels()));
        }
    }

    /** A new file with each kind of chunk once: many chunks make decoders slow. */
    private byte[] file() {
        int length = parts.stream().mapToInt(Bytes::length).sum();
        ByteBuffer file = ByteBuffer.allocate(
                SIGNATURE.length + (palette.length > 0 ? 4 : 3) * FRAME + header.length() + palette.length + length);
        file.put(SIGNATURE);
        put(file, "IHDR", header);
        if (palette.length > 0) {
            put(file, "PLTE", new Bytes(palette));
        }
        put(file, "IDAT", parts.toArray(Bytes[]::new));
        put(file, "IEND");
        return file.array();
    }

    private static void put(ByteBuffer file, String type, Bytes... parts) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        file.putInt(Arrays.stream(parts).mapToInt(Bytes::length).sum()).put(name);
        for (Bytes part : parts) {
            byte[] content = part.copy(0, part.length());
            crc.update(content);
            file.put(content);
        }
        file.putInt((int) crc.getValue());
    }
}
