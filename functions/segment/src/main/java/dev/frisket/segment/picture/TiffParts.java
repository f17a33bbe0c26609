package dev.frisket.segment.picture;

import java.util.Arrays;

/**
 * The strips or tiles of a TIFF file: their locations and decoded sizes.
 *
 * <p>A part is decoded completely, including pixels outside the picture, and as often as it is listed.
 */
final class TiffParts {

    /** Allows strips of one row for a high picture, and tiles of 64 x 64 for one of 64 megapixels in four planes. */
    static final int MAX_PARTS = 65_536;
    /** Maximum bytes read for all parts together: some programs list equal parts under one offset. */
    private static final long MAX_CODED = 100_000_000;
    /** Pixels of one part, and of all, allowed for any picture; a small picture covers few of its tiles' pixels. */
    private static final long USUAL_PART = 1 << 20;

    private static final long USUAL_PARTS = 1 << 24;

    private final TiffDirectory directory;
    private final boolean tiled;
    private final int width;
    private final int height;
    private final int partWidth;
    private final int partHeight;
    private final int planes;
    private final int[] offsets;
    private final int[] lengths;
    /** The offsets, ascending. */
    private final long[] sorted;

    private TiffParts(TiffDirectory directory) {
        this.directory = directory;
        this.tiled = directory.number(TiffTag.TILE_WIDTH).isPresent();
        this.width = directory.number(TiffTag.IMAGE_WIDTH, 0);
        this.height = directory.number(TiffTag.IMAGE_LENGTH, 0);
        this.partWidth = directory.number(TiffTag.TILE_WIDTH, width);
        int rows = directory.number(tiled ? TiffTag.TILE_LENGTH : TiffTag.ROWS_PER_STRIP, height);
        this.partHeight = rows < 1 || (!tiled && rows > height) ? height : rows;
        this.planes = directory.number(TiffTag.PLANAR_CONFIGURATION, 1) == TiffTag.PLANAR ? directory.samples() : 1;
        this.offsets = directory.numbers(tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS);
        this.lengths = directory.numbers(tiled ? TiffTag.TILE_BYTES : TiffTag.STRIP_BYTES);
        this.sorted = Arrays.stream(offsets)
                .mapToLong(Integer::toUnsignedLong)
                .sorted()
                .toArray();
    }

    /**
     * The parts of a file whose size has been checked.
     *
     * @throws PictureException if there are more parts, or larger ones, than the size allows
     */
    static TiffParts of(TiffDirectory directory) throws PictureException {
        TiffParts parts = new TiffParts(directory);
        parts.mustFitThePicture();
        return parts;
    }

    private void mustFitThePicture() throws PictureException {
        if (partWidth < 1 || partHeight < 1) {
            throw new IllegalArgumentException("parts of " + partWidth + "x" + partHeight);
        }
        long pixels = (long) width * height;
        long part = (long) partWidth * partHeight;
        long count = (long) across() * down();
        Parts.mustBeAtMost("TIFF", "strips or tiles", Math.max(count * planes, offsets.length), MAX_PARTS);
        if (part > Math.max(USUAL_PART, 2 * pixels) || part * count > Math.max(USUAL_PARTS, 4 * pixels)) {
            throw tooLarge();
        }
        long coded = 0;
        for (int i = 0; i < offsets.length; i++) {
            coded += length(i);
        }
        if (coded > Math.max(MAX_CODED, directory.bytes().length())) {
            throw new PictureException(
                    "The TIFF file has strips or tiles that lie upon each other; save it again with another program.");
        }
    }

    static PictureException tooLarge() {
        return new PictureException(
                "The TIFF file keeps too many bytes in one strip; save it with strips of fewer rows, or as PNG.");
    }

    boolean tiled() {
        return tiled;
    }

    /** Width of the picture, pixels. */
    int width() {
        return width;
    }

    /** Height of the picture, pixels. */
    int height() {
        return height;
    }

    /** Width of each part, pixels. */
    int partWidth() {
        return partWidth;
    }

    /** Height of each part, pixels; the last strip may be lower. */
    int partHeight() {
        return partHeight;
    }

    int across() {
        return (int) (((long) width + partWidth - 1) / partWidth);
    }

    int down() {
        return (int) (((long) height + partHeight - 1) / partHeight);
    }

    /** Number of planes with one channel each; 1 if a part has all channels. */
    int planes() {
        return planes;
    }

    /** A part as stored. */
    Bytes bytes(int plane, int row, int column) {
        return bytes((plane * down() + row) * across() + column);
    }

    /** The part with this index in the directory, as stored. */
    Bytes bytes(int index) {
        long offset = offset(index);
        return directory.bytes().part(offset, offset + length(index));
    }

    /** Offset in the file, bytes, of the part with this index in the directory. */
    long offset(int index) {
        return Integer.toUnsignedLong(offsets[index]);
    }

    /** Length in bytes of the part with this index in the directory; to the next part or the end if it is not given. */
    long length(int index) {
        long length = index < lengths.length ? Integer.toUnsignedLong(lengths[index]) : 0;
        if (length > 0) {
            return length;
        }
        long offset = offset(index);
        int next = Arrays.binarySearch(sorted, offset + 1);
        int place = next >= 0 ? next : -next - 1;
        return (place < sorted.length ? sorted[place] : directory.bytes().length()) - offset;
    }

    /**
     * The bytes of a part, a copy.
     *
     * @param max bytes that are needed: the given length of uncompressed parts may be wrong
     */
    byte[] coded(int plane, int row, int column, int max) {
        int index = (plane * down() + row) * across() + column;
        long offset = offset(index);
        long length = max < Integer.MAX_VALUE ? max : length(index);
        return directory.bytes().copy(offset, offset + length);
    }

    int count() {
        return offsets.length;
    }
}
