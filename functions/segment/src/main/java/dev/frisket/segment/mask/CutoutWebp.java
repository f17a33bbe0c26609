package dev.frisket.segment.mask;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import dev.frisket.segment.parallel.Parallel;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStreamImpl;

/**
 * Writes cut-outs as WebP files: lossy colours by libwebp, exact alpha by {@link WebpWriter}, in the extended format of
 * RFC 9649.
 *
 * <p>libwebp gets no alpha, which it would compress with a gigabyte of memory for 64 megapixels. Besides the cut-out, 6
 * bytes per pixel are in the heap and 1.5, of libwebp, outside it.
 *
 * <p>Quality 90 and method 2, from measurements of a photograph of 12 megapixels with a camera's grain, all of it
 * visible (least of two times on two busy cores; mean difference from the picture, 0..255):
 *
 * <pre>
 *             method 2                method 4
 * quality 75   285 KB   0.4 s  3.5     271 KB   2.0 s  3.5
 * quality 90  1689 KB   0.9 s  3.2    1740 KB   3.3 s  3.1
 * quality 95  3554 KB   1.1 s  2.8    3739 KB   8.4 s  2.8
 * </pre>
 */
final class CutoutWebp {
    private static final float QUALITY = 0.9f;
    private static final int METHOD = 2;

    /** Bytes of a file's header, and of a chunk's. */
    private static final int FILE_HEADER = 12;

    private static final int CHUNK_HEADER = 8;
    private static final int CANVAS_BYTES = 10;
    private static final int HAS_ALPHA = 0x10;
    /** An alpha chunk's first byte: lossless compression, no filter, no preprocessing. */
    private static final int LOSSLESS_ALPHA = 1;

    private static final int RGB = 3;
    /** Pixels per task of a core. */
    private static final int BAND = 1 << 18;

    private CutoutWebp() {}

    static void write(Cutout cutout, Parallel cores, OutputStream file) throws IOException {
        BitWriter alphaBits = new BitWriter();
        alphaBits.write(LOSSLESS_ALPHA, 8);
        WebpWriter.writeImage(cutout.mask(), cores, alphaBits);
        byte[] alpha = alphaBits.toBytes();
        byte[] colours = encoded(visible(cutout, cores), cutout.width(), cutout.height());

        int padded = alpha.length + alpha.length % 2;
        int length = FILE_HEADER + CHUNK_HEADER + CANVAS_BYTES + CHUNK_HEADER + padded + (colours.length - FILE_HEADER);
        ByteBuffer start = ByteBuffer.allocate(FILE_HEADER + CHUNK_HEADER + CANVAS_BYTES + CHUNK_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN);
        start.put(ascii("RIFF")).putInt(length - CHUNK_HEADER).put(ascii("WEBP"));
        start.put(ascii("VP8X")).putInt(CANVAS_BYTES).putInt(HAS_ALPHA);
        putSide(start, cutout.width());
        putSide(start, cutout.height());
        start.put(ascii("ALPH")).putInt(alpha.length);
        file.write(start.array());
        file.write(alpha);
        file.write(new byte[padded - alpha.length]);
        file.write(colours, FILE_HEADER, colours.length - FILE_HEADER);
    }

    /** The picture's samples, [height][width][3], zero where the mask is. */
    private static byte[] visible(Cutout cutout, Parallel cores) {
        byte[] rgb = cutout.picture().rgb().clone();
        byte[] alpha = cutout.mask().coverage();
        cores.shareRanges(alpha.length, BAND, (start, end) -> {
            for (int pixel = start; pixel < end; pixel++) {
                if (alpha[pixel] == 0) {
                    rgb[RGB * pixel] = 0;
                    rgb[RGB * pixel + 1] = 0;
                    rgb[RGB * pixel + 2] = 0;
                }
            }
        });
        return rgb;
    }

    /** A file of opaque colours, whose only chunk is the coded frame. */
    private static byte[] encoded(byte[] rgb, int width, int height) throws IOException {
        ComponentColorModel colours = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        BufferedImage image =
                new BufferedImage(
                        colours,
                        Raster.createInterleavedRaster(
                                new DataBufferByte(rgb, rgb.length),
                                width,
                                height,
                                RGB * width,
                                RGB,
                                new int[] {0, 1, 2},
                                null),
                        false,
                        null) {
                    @Override
                    public Raster getData() {
                        return getRaster(); // not a copy
                    }
                };
        WebPWriteParam parameters = new WebPWriteParam(Locale.ROOT);
        parameters.setCompressionType(CompressionType.Lossy);
        parameters.setCompressionQuality(QUALITY);
        parameters.setMethod(METHOD);
        parameters.setLowMemory(true);
        ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
        try (WholeFile file = new WholeFile()) {
            writer.setOutput(file);
            writer.write(null, new IIOImage(image, null, null), parameters);
            return file.bytes;
        } finally {
            writer.dispose();
        }
    }

    /** Takes the array with the whole file, which the writer writes at once, without copying it. */
    private static final class WholeFile extends ImageOutputStreamImpl {
        private byte[] bytes = {};

        @Override
        public void write(byte[] file, int offset, int length) {
            bytes = file;
        }

        @Override
        public void write(int next) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read() {
            return -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return -1;
        }
    }

    private static void putSide(ByteBuffer target, int pixels) {
        int stored = pixels - 1;
        target.put((byte) stored).put((byte) (stored >> 8)).put((byte) (stored >> 16));
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
