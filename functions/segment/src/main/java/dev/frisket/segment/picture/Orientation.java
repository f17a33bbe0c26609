package dev.frisket.segment.picture;

import dev.frisket.segment.parallel.Parallel;
import java.util.Optional;

/** How a stored picture is turned for display: the eight values of the EXIF and TIFF tag, in their order. */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    ROTATED_180(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    ROTATED_90(true, true, false),
    TRANSVERSED(true, true, true),
    ROTATED_270(true, false, true);

    static final int TAG = 274;

    /** Side of the tiles in which the picture is turned, pixels: a tile's rows stay in a core's cache. */
    private static final int TILE = 64;

    private final boolean swapsSides;
    /** Whether the displayed picture's columns, then its rows, run in the opposite direction to the stored ones. */
    private final boolean fromRight;

    private final boolean fromBottom;

    Orientation(boolean swapsSides, boolean fromRight, boolean fromBottom) {
        this.swapsSides = swapsSides;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** Whether width and height are swapped for display. */
    boolean swapsSides() {
        return swapsSides;
    }

    /** The orientation for a tag's value; upright for values other than 1..8. */
    static Orientation of(long value) {
        return value >= 1 && value <= 8 ? values()[(int) value - 1] : UPRIGHT;
    }

    /** The orientation in an EXIF block; upright if there is none. */
    static Orientation ofExif(Optional<Bytes> exif) {
        return exif.map(Orientation::ofExif).orElse(UPRIGHT);
    }

    /**
     * The orientation in an EXIF block; upright if the block is broken.
     *
     * @param exif a TIFF file of tags, possibly preceded by {@code Exif\0\0}
     */
    private static Orientation ofExif(Bytes exif) {
        int start = exif.has(0, "Exif\0\0") ? 6 : 0;
        try {
            return of(TiffDirectory.read(exif.part(start, exif.length()))
                    .number(TAG)
                    .orElse(1));
        } catch (IndexOutOfBoundsException e) {
            return UPRIGHT;
        }
    }

    /** The picture as it is displayed. */
    SourceImage apply(SourceImage stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = swapsSides ? stored.height() : stored.width();
        int height = swapsSides ? stored.width() : stored.height();
        // Stored offset of the first displayed pixel, and the steps from it by one column and by one row, in pixels.
        int columnStep = swapsSides ? stored.width() : 1;
        int rowStep = swapsSides ? 1 : stored.width();
        int origin = (fromRight ? (width - 1) * columnStep : 0) + (fromBottom ? (height - 1) * rowStep : 0);
        int dx = fromRight ? -columnStep : columnStep;
        int dy = fromBottom ? -rowStep : rowStep;
        byte[] from = stored.rgb();
        byte[] rgb = new byte[from.length];
        // In tiles, since a row of one picture is a column of the other.
        Parallel.available().shareRanges(height, TILE, (start, end) -> {
            for (int left = 0; left < width; left += TILE) {
                int right = Math.min(width, left + TILE);
                for (int y = start; y < end; y++) {
                    int o = (y * width + left) * 3;
                    for (int x = left, i = (origin + y * dy + x * dx) * 3; x < right; x++, i += dx * 3) {
                        rgb[o++] = from[i];
                        rgb[o++] = from[i + 1];
                        rgb[o++] = from[i + 2];
                    }
                }
            }
        });
        return new SourceImage(width, height, rgb);
    }
}
