package dev.frisket.segment.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Decodes the pixels of a TIFF file strip by strip, all but those that are JPEG files: TIFF 6.0.
 *
 * <p>The JDK's codec misreads some forms without a word: samples of 24 and 32 bits, differences of more than 8 bits, an
 * order of bits; and refuses others: palettes with alpha, missing lengths of strips.
 */
final class TiffPixels {
    /** Maximum bytes of all samples: four of 32 bits for each pixel of the largest picture. */
    private static final long MAX_SAMPLES = 16 * PictureDecoder.MAX_PIXELS;
    /** Maximum bytes of a decoded strip; as many are needed for its rows, and the heap has 1.2 GB. */
    private static final long MAX_STRIP = 300_000_000;

    private static final int LOWEST_BIT_FIRST = 2;

    private final TiffDirectory directory;
    private final TiffParts parts;
    private final TiffSamples samples;
    private final int photometric;
    private final Colours colours;
    /** Samples of a pixel, extra ones included. */
    private final int count;

    private final int compression;
    private final int across;
    private final int down;

    private TiffPixels(TiffDirectory directory, TiffParts parts) {
        this.directory = directory;
        this.parts = parts;
        this.compression = directory.number(TiffTag.COMPRESSION, TiffTag.UNCOMPRESSED);
        this.count = directory.samples();
        this.photometric = directory.photometric();
        this.colours = switch (photometric) {
            case TiffTag.WHITE_IS_ZERO, TiffTag.BLACK_IS_ZERO -> Colours.GREY;
            case TiffTag.CMYK -> Colours.CMYK;
            default -> Colours.RGB;
        };
        this.samples = new TiffSamples(
                bits(),
                parts.planes() > 1 ? 1 : count,
                directory.number(TiffTag.SAMPLE_FORMAT, TiffTag.WHOLE_NUMBERS) == TiffTag.FLOATING_POINT,
                directory.number(TiffTag.PREDICTOR, TiffTag.NO_PREDICTOR),
                directory.bytes().order());
        int[] subsampling = directory.numbers(TiffTag.YCBCR_SUBSAMPLING);
        boolean halved = photometric == TiffTag.YCBCR;
        this.across = !halved ? 1 : subsampling.length > 0 ? subsampling[0] : 2;
        this.down = !halved ? 1 : subsampling.length > 1 ? subsampling[1] : 2;
    }

    private int bits() {
        int[] bits = Arrays.stream(directory.numbers(TiffTag.BITS_PER_SAMPLE))
                .limit(count)
                .toArray();
        if (Arrays.stream(bits).distinct().count() > 1) {
            throw new UnsupportedOperationException("samples of different sizes");
        }
        return bits.length == 0 ? 1 : bits[0];
    }

    /** @param directory of a file that passed the checks of {@code TiffFile} */
    static Samples decode(TiffDirectory directory, ProcessorTime time) throws IOException, PictureException {
        TiffPixels pixels = new TiffPixels(directory, TiffParts.of(directory));
        pixels.mustBeUsual();
        pixels.mustFitMemory();
        return pixels.decode(time);
    }

    private void mustBeUsual() {
        boolean fits =
                switch (photometric) {
                    case TiffTag.PALETTE_COLOURS -> !samples.floating() && samples.bits() <= Short.SIZE && count >= 1;
                    case TiffTag.YCBCR ->
                        samples.bits() == Byte.SIZE
                                && count == 3
                                && isFactor(across)
                                && isFactor(down)
                                && (across * down == 1
                                        || (parts.planes() == 1 && samples.predictor() == TiffTag.NO_PREDICTOR));
                    default -> count >= colours.channels();
                };
        boolean fax = TiffFax.isOne(compression);
        if (!fits || (fax && (count != 1 || samples.bits() != 1))) {
            throw new UnsupportedOperationException(
                    count + " samples of " + samples.bits() + " bits for colours " + photometric);
        }
    }

    /** Whether it may be the number of pixels that share a difference of colour. */
    private static boolean isFactor(int number) {
        return number == 1 || number == 2 || number == 4;
    }

    private void mustFitMemory() throws PictureException {
        double bytes = (double) count * samples.bits() / Byte.SIZE;
        if (bytes * parts.width() * parts.height() > MAX_SAMPLES) {
            throw new PictureException("The TIFF file has too many samples; save it as grey or RGB with 8 bits each.");
        }
        if (bytes * parts.partWidth() * parts.partHeight() > MAX_STRIP) {
            throw TiffParts.tooLarge();
        }
    }

    private Samples decode(ProcessorTime time) throws IOException, PictureException {
        byte[] values = new byte[parts.width() * parts.height() * colours.channels()];
        Conversion conversion = conversion();
        for (int row = 0; row < parts.down(); row++) {
            int top = row * parts.partHeight();
            int rows = Math.min(parts.partHeight(), parts.height() - top);
            for (int column = 0; column < parts.across(); column++) {
                byte[][] planes = new byte[parts.planes() > 1 ? Math.min(parts.planes(), needed()) : 1][];
                for (int plane = 0; plane < planes.length; plane++) {
                    planes[plane] = part(plane, row, column, parts.tiled() ? parts.partHeight() : rows, time);
                    time.check();
                }
                int left = column * parts.partWidth();
                int width = Math.min(parts.partWidth(), parts.width() - left);
                for (int y = 0; y < rows; y++) {
                    int at = ((top + y) * parts.width() + left) * colours.channels();
                    conversion.convert(planes, y * rowBytes(), width, values, at);
                }
                time.check();
            }
        }
        if (photometric == TiffTag.YCBCR) {
            TiffYCbCr.of(directory).toRgb(values);
        }
        if (photometric == TiffTag.WHITE_IS_ZERO) {
            RasterSamples.invert(values);
        }
        return new Samples(parts.width(), parts.height(), colours, values);
    }

    /** Samples of a pixel that its colour depends on. */
    private int needed() {
        if (photometric == TiffTag.PALETTE_COLOURS) {
            return 1;
        }
        return colours.channels() + (directory.isMultiplied(colours.channels()) ? 1 : 0);
    }

    private int rowBytes() {
        return (int) samples.rowBytes(parts.partWidth());
    }

    /** @return the samples of a strip or tile, without predictor */
    private byte[] part(int plane, int row, int column, int rows, ProcessorTime time)
            throws IOException, PictureException {
        boolean shared = across * down > 1;
        int blocks = (parts.partWidth() + across - 1) / across * ((rows + down - 1) / down);
        int length = shared ? blocks * (across * down + 2) : rowBytes() * rows;
        byte[] coded =
                parts.coded(plane, row, column, compression == TiffTag.UNCOMPRESSED ? length : Integer.MAX_VALUE);
        if (directory.number(TiffTag.FILL_ORDER, 1) == LOWEST_BIT_FIRST) {
            for (int i = 0; i < coded.length; i++) {
                coded[i] = (byte) (Integer.reverse(coded[i]) >>> 24);
            }
        }
        if (TiffFax.isOne(compression)) {
            return TiffFax.decode(directory, coded, parts.partWidth(), rows, time);
        }
        byte[] decoded = new byte[length];
        int made = TiffCompression.of(compression).orElseThrow().decode(coded, decoded);
        if (made < length) {
            throw new IndexOutOfBoundsException(made + " of " + length + " bytes of a strip");
        }
        samples.unpredict(decoded, rowBytes());
        return shared ? TiffYCbCr.spread(decoded, across, down, parts.partWidth(), rows) : decoded;
    }

    /** Converts a row of a strip or tile to 8-bit values. */
    private interface Conversion {
        /**
         * Converts a row.
         *
         * @param planes the strip, or one for each channel
         * @param from offset of the row
         * @param width pixels to convert
         * @param to receives the values, [pixels][channels]
         * @param at offset of the first value
         */
        void convert(byte[][] planes, int from, int width, byte[] to, int at);
    }

    private Conversion conversion() {
        if (photometric == TiffTag.PALETTE_COLOURS) {
            byte[] palette = palette();
            return (planes, from, width, to, at) -> {
                ByteBuffer row = ByteBuffer.wrap(planes[0]).order(samples.order());
                for (int x = 0; x < width; x++) {
                    int index = (int) samples.number(row, from, x * samples.perPixel());
                    System.arraycopy(palette, index * 3, to, at + x * 3, 3);
                }
            };
        }
        int channels = colours.channels();
        if (samples.bits() == Byte.SIZE && !directory.isMultiplied(channels) && parts.planes() == 1) {
            return (planes, from, width, to, at) -> {
                if (count == channels) {
                    System.arraycopy(planes[0], from, to, at, width * channels);
                    return;
                }
                for (int x = 0; x < width; x++) {
                    System.arraycopy(planes[0], from + x * count, to, at + x * channels, channels);
                }
            };
        }
        int needed = needed();
        float[] row = new float[parts.partWidth() * needed];
        return (planes, from, width, to, at) -> {
            for (int i = 0; i < needed; i++) {
                boolean apart = planes.length > 1;
                samples.read(planes[apart ? i : 0], from, apart ? 0 : i, samples.perPixel(), row, i, needed, width);
            }
            for (int x = 0; x < width; x++) {
                float alpha = needed > channels ? row[x * needed + channels] / 255 : 1;
                for (int c = 0; c < channels; c++) {
                    float value = alpha > 0 ? row[x * needed + c] / alpha : 0;
                    to[at + x * channels + c] = (byte) Math.max(0, Math.min(255, Math.round(value)));
                }
            }
        };
    }

    /** @return red, green, blue of each index; black where the file has no colour */
    private byte[] palette() {
        int[] stored = directory.numbers(TiffTag.PALETTE);
        int colour = stored.length / 3;
        // Some programs write values of 8 bits.
        int largest = Arrays.stream(stored).max().orElse(0) > 255 ? 0xFFFF : 255;
        byte[] palette = new byte[3 << samples.bits()];
        for (int i = 0; i < Math.min(colour * 3, palette.length); i++) {
            palette[i] = (byte) ((stored[i % 3 * colour + i / 3] * 255 + largest / 2) / largest);
        }
        return palette;
    }
}
