package dev.frisket.segment.picture;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.ImageReadParam;

/**
 * Decodes the pixels of a TIFF file with the JDK's codec, and adds two features that the codec lacks: the horizontal
 * predictor for samples of more than 8 bits, and white-is-zero grey of more than 8 bits.
 */
final class TiffCodec {

    /** Bytes decoded at a time, unless one strip of the file has more. */
    private static final long BAND = 16L << 20;
    /** Maximum bytes of all samples: four of 32 bits for each pixel of the largest picture. */
    private static final long MAX_SAMPLES = 16 * PictureDecoder.MAX_PIXELS;
    /** Maximum bytes of a decoded strip; the codec needs twice as many, and has a heap of 1.2 GB. */
    private static final long MAX_STRIP = 300_000_000;

    /**
     * The tags that the codec needs: sizes, strips and tiles, palette, compression with its options, form of samples.
     * Not kept are metadata, orientation, profile, and links to other directories.
     */
    static final Set<Integer> KEPT = Set.of(
            256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 292, 293, 317, 320, 322, 323, 324, 325, 332, 338,
            339, 529, 530, 531, 532);

    private static final int LOWEST_BIT_FIRST = 2;

    private final TiffDirectory directory;
    private final int width;
    private final int height;
    private final int photometric;
    private final int bits;
    private final boolean widelyDiffering;
    private final boolean widelyInverted;

    /** @param directory of a file that passed the checks of {@code TiffFile} */
    TiffCodec(TiffDirectory directory) {
        this.directory = directory;
        this.width = directory.number(TiffTag.IMAGE_WIDTH, 0);
        this.height = directory.number(TiffTag.IMAGE_LENGTH, 0);
        this.photometric = directory.number(TiffTag.PHOTOMETRIC, TiffTag.RGB);
        this.bits =
                Arrays.stream(directory.numbers(TiffTag.BITS_PER_SAMPLE)).max().orElse(1);
        this.widelyDiffering =
                bits > Byte.SIZE && directory.number(TiffTag.PREDICTOR, TiffTag.NO_PREDICTOR) == TiffTag.DIFFERENCES;
        this.widelyInverted = bits > Byte.SIZE && photometric == TiffTag.WHITE_IS_ZERO;
    }

    Samples decode(ProcessorTime time) throws IOException, PictureException {
        TiffParts parts = TiffParts.of(directory);
        mustFitMemory(parts);
        if (directory.number(TiffTag.COMPRESSION, TiffTag.UNCOMPRESSED) == TiffTag.LZW) {
            mustBeFrugal(parts, time);
        }
        Colours colours = colours();
        try (Codec codec = Codec.open("tiff", rewritten(), width, height, time)) {
            byte[] values = new byte[width * height * colours.channels()];
            int rows = rowsAtOnce(parts);
            for (int y = 0; y < height; y += rows) {
                ImageReadParam band = codec.parameters();
                band.setSourceRegion(new Rectangle(0, y, width, Math.min(rows, height - y)));
                BufferedImage image = codec.read(band);
                if (widelyDiffering) {
                    TiffDifferences.addUp(image.getRaster(), directory.number(TiffTag.TILE_WIDTH, width));
                }
                if (isMultiplied(image, colours)) {
                    RasterSamples.writeUnmultiplied(image, colours, values, y * width * colours.channels());
                } else {
                    RasterSamples.write(image, colours, values, y * width * colours.channels());
                }
            }
            if (widelyInverted) {
                RasterSamples.invert(values);
            }
            return new Samples(width, height, colours, values);
        }
    }

    private boolean isMultiplied(BufferedImage image, Colours colours) {
        boolean light = photometric == TiffTag.RGB || photometric == TiffTag.BLACK_IS_ZERO;
        return light
                && directory.number(TiffTag.EXTRA_SAMPLES, 0) == TiffTag.ASSOCIATED_ALPHA
                && image.getRaster().getNumBands() == colours.channels() + 1;
    }

    private Colours colours() {
        return switch (photometric) {
            case TiffTag.WHITE_IS_ZERO, TiffTag.BLACK_IS_ZERO -> Colours.GREY;
            case TiffTag.CMYK -> Colours.CMYK;
            default -> Colours.RGB;
        };
    }

    private double pixelBytes() {
        int samples = Math.max(
                directory.number(TiffTag.SAMPLES_PER_PIXEL, 1), directory.numbers(TiffTag.BITS_PER_SAMPLE).length);
        return (double) samples * bits / Byte.SIZE;
    }

    private void mustFitMemory(TiffParts parts) throws PictureException {
        if (pixelBytes() * width * height > MAX_SAMPLES) {
            throw new PictureException("The TIFF file has too many samples; save it as grey or RGB with 8 bits each.");
        }
        if (pixelBytes() * parts.partWidth() * parts.partHeight() > MAX_STRIP) {
            throw TiffParts.tooLarge();
        }
    }

    private void mustBeFrugal(TiffParts parts, ProcessorTime time) throws PictureException {
        boolean reversed = directory.number(TiffTag.FILL_ORDER, 1) == LOWEST_BIT_FIRST;
        long bytes = (long) Math.ceil(pixelBytes() * parts.partWidth()) * parts.partHeight();
        for (int i = 0; i < parts.count(); i++) {
            TiffLzw.mustMakeAtMost(parts.bytes(i), reversed, bytes);
            time.check();
        }
    }

    /** A whole number of strips or of rows of tiles, so that none is decoded twice. */
    private int rowsAtOnce(TiffParts parts) {
        int rows = parts.partHeight();
        long band = Math.max(1, (long) (rows * (width * pixelBytes())));
        return (int) Math.min(height, rows * Math.max(1, BAND / band));
    }

    /** The file with a reduced directory appended, to which the header now points. */
    private byte[] rewritten() {
        Bytes file = directory.bytes();
        TreeMap<Integer, TiffDirectory.Entry> kept = new TreeMap<>(directory.entries());
        kept.keySet().retainAll(KEPT);
        if (widelyDiffering) {
            kept.remove(TiffTag.PREDICTOR);
        }
        int start = file.length() + (file.length() & 1);
        ByteBuffer tiff = ByteBuffer.allocate(start + 2 + kept.size() * TiffDirectory.ENTRY_BYTES + 4)
                .order(file.has(0, "II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.put(file.copy(0, file.length())).putInt(4, start).position(start);
        tiff.putShort((short) kept.size());
        for (Map.Entry<Integer, TiffDirectory.Entry> entry : kept.entrySet()) {
            int at = entry.getValue().at();
            tiff.put(file.copy(at, at + TiffDirectory.ENTRY_BYTES));
            if (entry.getKey() == TiffTag.PHOTOMETRIC && widelyInverted) {
                tiff.putShort(tiff.position() - 4, (short) TiffTag.BLACK_IS_ZERO);
            }
        }
        return tiff.putInt(0).array();
    }
}
