package dev.frisket.segment.picture;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** Reads the first directory of a TIFF file: TIFF 6.0, with Adobe's supplements. */
final class TiffFile {

    private static final int IMAGE_WIDTH = 256;
    private static final int IMAGE_LENGTH = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_LENGTH = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int JPEG_OFFSET = 513;
    private static final int JPEG_BYTES = 514;
    private static final int ICC_PROFILE = 34675;

    private static final int CMYK = 5;
    private static final int CIELAB = 8;
    /** Bytes decoded at a time, unless one strip of the file has more. */
    private static final long BAND = 16L << 20;
    /** Bytes of the largest strip that is decoded; the codec needs twice as many, and has a heap of 1.2 GB. */
    private static final long MAX_STRIP = 300_000_000;

    /**
     * What the codec needs to see; not: metadata, orientation, profile, links to other directories. Sizes, strips and
     * tiles, palette, compression with its options and tables, form of samples.
     */
    private static final Set<Integer> KEPT = Set.of(
            256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 292, 293, 317, 320, 322, 323, 324, 325, 332, 338,
            339, 347, 512, 513, 514, 515, 519, 520, 521, 529, 530, 531, 532);

    private final TiffDirectory directory;
    private final int width;
    private final int height;

    private TiffFile(TiffDirectory directory) {
        this.directory = directory;
        this.width = directory.number(IMAGE_WIDTH).orElse(0);
        this.height = directory.number(IMAGE_LENGTH).orElse(0);
    }

    static CodedPicture open(Bytes file) throws PictureException {
        TiffDirectory directory = TiffDirectory.read(file);
        TiffFile tiff = new TiffFile(directory);
        tiff.mustBeWhole();
        if (tiff.photometric() > CIELAB - 1) {
            throw new PictureException("The TIFF file has unusual colours; save it as grey, RGB or CMYK.");
        }
        return new CodedPicture(
                tiff.width,
                tiff.height,
                directory.raw(ICC_PROFILE),
                Orientation.of(directory.number(Orientation.TAG).orElse(1)),
                tiff::decode);
    }

    /** The codec would take what it doesn't find for zeros. */
    private void mustBeWhole() {
        directory.entries().forEach((tag, entry) -> {
            if (KEPT.contains(tag)) {
                directory.bytes().mustHold(entry.values(), entry.end());
            }
        });
        mustHold(STRIP_OFFSETS, STRIP_BYTES);
        mustHold(TILE_OFFSETS, TILE_BYTES);
        mustHold(JPEG_OFFSET, JPEG_BYTES);
    }

    private void mustHold(int offsetsTag, int lengthsTag) {
        int[] offsets = directory.numbers(offsetsTag);
        int[] lengths = directory.numbers(lengthsTag);
        for (int i = 0; i < offsets.length; i++) {
            long offset = Integer.toUnsignedLong(offsets[i]);
            directory.bytes().mustHold(offset, offset + Integer.toUnsignedLong(lengths[i]));
        }
    }

    private int photometric() {
        return directory.number(PHOTOMETRIC).orElse(2);
    }

    private Samples decode() throws IOException, PictureException {
        Colours colours = photometric() == CMYK ? Colours.CMYK : photometric() <= 1 ? Colours.GREY : Colours.RGB;
        ImageReader reader = Codec.reader("tiff", rewritten());
        try {
            byte[] values = new byte[width * height * colours.channels()];
            int rows = rowsAtOnce();
            for (int y = 0; y < height; y += rows) {
                ImageReadParam band = reader.getDefaultReadParam();
                band.setSourceRegion(new Rectangle(0, y, width, Math.min(rows, height - y)));
                RasterSamples.write(reader.read(0, band), colours, values, y * width * colours.channels());
            }
            return new Samples(width, height, colours, values);
        } finally {
            reader.dispose();
        }
    }

    /** A whole number of strips or of rows of tiles, so that none is decoded twice. */
    private int rowsAtOnce() throws PictureException {
        boolean tiled = directory.number(TILE_WIDTH).isPresent();
        int columns = directory.number(TILE_WIDTH).orElse(width);
        int declared = directory.number(tiled ? TILE_LENGTH : ROWS_PER_STRIP).orElse(height);
        int rows = declared < 1 || (!tiled && declared > height) ? height : declared;
        long pixelBits = (long) directory.number(SAMPLES_PER_PIXEL).orElse(1)
                * Arrays.stream(directory.numbers(BITS_PER_SAMPLE)).max().orElse(1);
        if (columns < 1 || (double) columns * rows * pixelBits / 8 > MAX_STRIP) {
            throw new PictureException(
                    "The TIFF file keeps too many bytes in one strip; save it with strips of fewer rows, or as PNG.");
        }
        long band = Math.max(1, rows * (width * pixelBits / 8));
        return (int) Math.min(height, rows * Math.max(1, BAND / band));
    }

    /** The same file with another directory behind it, which the header now points at. */
    private byte[] rewritten() {
        Bytes file = directory.bytes();
        List<TiffDirectory.Entry> kept = directory.entries().entrySet().stream()
                .filter(entry -> KEPT.contains(entry.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
        int start = file.length() + (file.length() & 1);
        ByteBuffer tiff = ByteBuffer.allocate(start + 2 + kept.size() * TiffDirectory.ENTRY_BYTES + 4)
                .order(file.has(0, "II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.put(file.copy(0, file.length())).putInt(4, start).position(start);
        tiff.putShort((short) kept.size());
        kept.forEach(entry -> tiff.put(file.copy(entry.at(), entry.at() + TiffDirectory.ENTRY_BYTES)));
        return tiff.putInt(0).array();
    }
}
