package dev.frisket.segment.picture;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads the chunks of a WebP file up to the end of its first frame: RFC 9649.
 *
 * <p>The decoder is libwebp itself: the one in Java of the TwelveMonkeys library needs over 1.4 GB for 64 megapixels,
 * and its colours are off by up to 20 of 255.
 */
final class WebPFile {

    private static final int HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;

    private final Bytes file;
    private Optional<byte[]> profile = Optional.empty();
    private Orientation orientation = Orientation.UPRIGHT;
    private Optional<Frame> frame = Optional.empty();
    private int canvasWidth;
    private int canvasHeight;
    private int left;
    private int top;

    /**
     * A coded frame and its place on the canvas.
     *
     * @param at offset of its chunk
     * @param length bytes of the chunk's content
     */
    private record Frame(int at, int length, int left, int top, int width, int height) {}

    private WebPFile(Bytes file) {
        this.file = file;
    }

    static CodedPicture open(Bytes big) throws PictureException {
        Bytes file = big.order(ByteOrder.LITTLE_ENDIAN);
        WebPFile webp = new WebPFile(file);
        webp.chunks(CHUNK_HEADER + file.within(4));
        return webp.picture();
    }

    private CodedPicture picture() throws PictureException {
        Frame first = frame.orElseThrow(
                () -> new PictureException("The WebP file has no frame; save it again with another program."));
        int width = Math.max(canvasWidth, first.left + first.width);
        int height = Math.max(canvasHeight, first.top + first.height);
        return new CodedPicture(
                width, height, profile, orientation, () -> decode(first).at(first.left, first.top, width, height));
    }

    private void chunks(int end) {
        file.mustHold(0, end);
        int at = HEADER;
        while (at + CHUNK_HEADER <= end) {
            String type = file.text(at, at + 4);
            int length = file.within(at + 4);
            int content = at + CHUNK_HEADER;
            if (frame.isEmpty() && type.equals("ANMF")) {
                // Walked into, not over: what follows are the chunks of the frame.
                left = 2 * u24(content);
                top = 2 * u24(content + 3);
                at = content + FRAME_HEADER;
                continue;
            }
            if (frame.isEmpty()) {
                chunk(type, content, length);
            }
            switch (type) {
                case "ICCP" -> profile = Optional.of(file.copy(content, content + length));
                case "EXIF" -> orientation = Orientation.ofExif(file.copy(content, content + length));
                default -> {}
            }
            at = content + length + (length & 1);
        }
    }

    private void chunk(String type, int content, int length) {
        switch (type) {
            case "ANIM" -> {
                // The canvas of VP8X counts only for animations; a still picture has its frame's size.
                canvasWidth = u24(HEADER + CHUNK_HEADER + 4) + 1;
                canvasHeight = u24(HEADER + CHUNK_HEADER + 7) + 1;
            }
            case "VP8 " ->
                frame = Optional.of(new Frame(
                        content - CHUNK_HEADER,
                        length,
                        left,
                        top,
                        file.u16(content + 6) & 0x3FFF,
                        file.u16(content + 8) & 0x3FFF));
            case "VP8L" -> {
                int sizes = file.i32(content + 1);
                frame = Optional.of(new Frame(
                        content - CHUNK_HEADER, length, left, top, (sizes & 0x3FFF) + 1, (sizes >> 14 & 0x3FFF) + 1));
            }
            default -> {}
        }
    }

    private int u24(int at) {
        return file.u16(at) | file.u8(at + 2) << 16;
    }

    private Samples decode(Frame first) throws IOException {
        byte[] chunk = file.copy(first.at, first.at + CHUNK_HEADER + first.length);
        int padded = chunk.length + (chunk.length & 1);
        byte[] webp = ByteBuffer.allocate(HEADER + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(4 + padded)
                .put("WEBP".getBytes(StandardCharsets.US_ASCII))
                .put(chunk)
                .array();
        ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
        try {
            reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(webp)), true, true);
            return samples(reader.read(0));
        } finally {
            reader.dispose();
        }
    }

    /** @param image pixels of 32 bits: unused or alpha, red, green, blue */
    private static Samples samples(BufferedImage image) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        byte[] rgb = new byte[pixels.length * 3];
        int o = 0;
        for (int pixel : pixels) {
            rgb[o++] = (byte) (pixel >> 16);
            rgb[o++] = (byte) (pixel >> 8);
            rgb[o++] = (byte) pixel;
        }
        return new Samples(image.getWidth(), image.getHeight(), Colours.RGB, rgb);
    }
}
