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
        if (image.getColorModel() instanceof IndexColorModel indexed) {
            writeIndexed(image.getRaster(), palette(indexed), values);
        } else {
            writeBands(image.getRaster(), colours.channels(), values);
        }
        return new Samples(image.getWidth(), image.getHeight(), colours, values);
    }

    private static void writeIndexed(Raster raster, int[] palette, byte[] values) {
        int[] row = new int[raster.getWidth()];
        int o = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int index : row) {
                int colour = palette[Math.min(index, palette.length - 1)];
                for (int shift = 16; shift >= 0; shift -= 8) {
                    values[o++] = (byte) (colour >> shift);
                }
            }
        }
    }

    private static void writeBands(Raster raster, int channels, byte[] values) {
        int bands = raster.getNumBands();
        double[] scales = scales(raster);
        double[] row = new double[raster.getWidth() * bands];
        int o = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += bands) {
                for (int c = 0; c < channels; c++) {
                    values[o++] = (byte) Math.round(row[i + c] * scales[c]);
                }
            }
        }
    }

    /** Replaces each sample by 255 minus the sample, in place. */
    static void invert(byte[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) ~values[i];
        }
    }

    /** Factors from each band's range to 0..255. */
    private static double[] scales(Raster raster) {
        return IntStream.of(raster.getSampleModel().getSampleSize())
                .mapToDouble(bits -> 255.0 / ((1L << bits) - 1))
                .toArray();
    }

    private static int[] palette(IndexColorModel model) {
        int[] colours = new int[model.getMapSize()];
        model.getRGBs(colours);
        return colours;
    }
}
