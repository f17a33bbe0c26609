package dev.frisket.segment.picture;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.stream.IntStream;

/** Extracts samples from the images of the JDK's decoders. */
final class RasterSamples {

    private RasterSamples() {}

    /** An image with 8-bit samples of grey (1 or 2 channels) or RGB (3 or 4); even numbers include alpha. */
    static BufferedImage image(int width, int height, int channels) {
        boolean alpha = channels % 2 == 0;
        WritableRaster raster = Raster.createInterleavedRaster(
                DataBuffer.TYPE_BYTE,
                width,
                height,
                width * channels,
                channels,
                IntStream.range(0, channels).toArray(),
                null);
        ColorSpace space = ColorSpace.getInstance(channels <= 2 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        return new BufferedImage(
                new ComponentColorModel(
                        space,
                        alpha,
                        false,
                        alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                        DataBuffer.TYPE_BYTE),
                raster,
                false,
                null);
    }

    static byte[] bytes(Raster raster) {
        return ((DataBufferByte) raster.getDataBuffer()).getData();
    }

    /**
     * Drops the channels after the first {@code kept}, such as alpha.
     *
     * @param values 0..255, [pixels][channels]
     * @return 0..255, [pixels][kept]
     */
    static byte[] first(int kept, byte[] values, int channels) {
        if (kept == channels) {
            return values;
        }
        byte[] rest = new byte[values.length / channels * kept];
        for (int i = 0, o = 0; i < values.length; i += channels) {
            for (int c = 0; c < kept; c++) {
                rest[o++] = values[i + c];
            }
        }
        return rest;
    }

    /** Grey for an image with one band, RGB for one with a palette or more bands. */
    static Samples of(BufferedImage image) {
        boolean palette = image.getColorModel() instanceof IndexColorModel;
        Colours colours = !palette && image.getRaster().getNumBands() < 3 ? Colours.GREY : Colours.RGB;
        byte[] values = new byte[image.getWidth() * image.getHeight() * colours.channels()];
        write(image, colours, values, 0);
        return new Samples(image.getWidth(), image.getHeight(), colours, values);
    }

    /**
     * Writes an image's samples, without alpha.
     *
     * @param values 0..255, [pixels][channels]
     * @param offset of the first sample to write
     */
    static void write(BufferedImage image, Colours colours, byte[] values, int offset) {
        if (image.getColorModel() instanceof IndexColorModel palette) {
            writeIndexed(image.getRaster(), palette(palette), colours.channels(), values, offset);
        } else {
            writeBands(image.getRaster(), colours.channels(), values, offset);
        }
    }

    /**
     * Writes the colours of an image with associated alpha, the channel after them: each is divided by alpha, and is zero
     * where alpha is.
     *
     * @param offset of the first sample to write
     */
    static void writeUnmultiplied(BufferedImage image, Colours colours, byte[] values, int offset) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        double[] scales = scales(raster);
        double wrapped = hasUnsignedInts(raster) ? 0x1p32 : 0;
        double[] row = new double[raster.getWidth() * bands];
        int o = offset;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += bands) {
                double alpha = unsigned(row[i + colours.channels()], wrapped) * scales[colours.channels()] / 255;
                for (int c = 0; c < colours.channels(); c++) {
                    double colour = alpha > 0 ? unsigned(row[i + c], wrapped) * scales[c] / alpha : 0;
                    values[o++] = (byte) Math.max(0, Math.min(255, Math.round(colour)));
                }
            }
        }
    }

    private static double unsigned(double sample, double wrapped) {
        return sample < 0 ? sample + wrapped : sample;
    }

    private static void writeIndexed(Raster raster, int[] palette, int channels, byte[] values, int offset) {
        int[] row = new int[raster.getWidth()];
        int o = offset;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int index : row) {
                int colour = palette[Math.min(index, palette.length - 1)];
                for (int shift = 16; shift >= 24 - 8 * channels; shift -= 8) {
                    values[o++] = (byte) (colour >> shift);
                }
            }
        }
    }

    private static void writeBands(Raster raster, int channels, byte[] values, int offset) {
        int bands = raster.getNumBands();
        double[] scales = scales(raster);
        double wrapped = hasUnsignedInts(raster) ? 0x1p32 : 0;
        double[] row = new double[raster.getWidth() * bands];
        int o = offset;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += bands) {
                for (int c = 0; c < channels; c++) {
                    double sample = unsigned(row[i + c], wrapped);
                    values[o++] = (byte) Math.max(0, Math.min(255, Math.round(sample * scales[c])));
                }
            }
        }
    }

    /** Whether samples are unsigned 32-bit integers, whose upper half Java reads as negative. */
    private static boolean hasUnsignedInts(Raster raster) {
        return raster.getTransferType() == DataBuffer.TYPE_INT
                && raster.getSampleModel().getSampleSize(0) == Integer.SIZE;
    }

    /** Replaces each sample by 255 minus the sample, in place. */
    static void invert(byte[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) ~values[i];
        }
    }

    /** Factors from each band's range to 0..255; floating-point samples are 0..1. */
    private static double[] scales(Raster raster) {
        boolean floating =
                raster.getTransferType() == DataBuffer.TYPE_FLOAT || raster.getTransferType() == DataBuffer.TYPE_DOUBLE;
        return IntStream.of(raster.getSampleModel().getSampleSize())
                .mapToDouble(bits -> floating ? 255 : 255.0 / ((1L << bits) - 1))
                .toArray();
    }

    private static int[] palette(IndexColorModel model) {
        int[] colours = new int[model.getMapSize()];
        model.getRGBs(colours);
        return colours;
    }
}
