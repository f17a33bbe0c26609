package dev.frisket.segment.onnx;

import dev.frisket.segment.picture.SourceImage;
import org.jspecify.annotations.Nullable;

/**
 * The detector's inputs from one picture, one per look, all of one size.
 *
 * <p>A picture of any size is read twice: for the whole, and once for all tiles, which are cut from a square that
 * is as much larger as tiles are smaller.
 */
final class LookPixels {
    private static final int CHANNELS = PictureTensor.CHANNELS;

    private final SourceImage picture;
    private final int side;
    private byte @Nullable [] large;

    /** @param side of what is seen, pixels */
    LookPixels(SourceImage picture, int side) {
        this.picture = picture;
        this.side = side;
    }

    /** The pixels of a look: [side][side][3], 0..255, row-major. */
    byte[] of(Look look) {
        return look.isWhole() ? ByteResize.resize(picture, side, side) : tile(look);
    }

    private byte[] tile(Look look) {
        int largeSide = largeSide(side);
        if (large == null) {
            large = ByteResize.resize(picture, largeSide, largeSide);
        }
        int left = (int) Math.round(look.left() * largeSide);
        int top = (int) Math.round(look.top() * largeSide);
        byte[] tile = new byte[CHANNELS * side * side];
        for (int y = 0; y < side; y++) {
            System.arraycopy(
                    large, CHANNELS * ((top + y) * largeSide + left), tile, CHANNELS * y * side, CHANNELS * side);
        }
        return tile;
    }

    /** Side of the square that tiles are cut from, pixels. */
    static int largeSide(int side) {
        return (int) Math.round(side / Look.TILE);
    }
}
