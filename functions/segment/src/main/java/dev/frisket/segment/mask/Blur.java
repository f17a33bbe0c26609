package dev.frisket.segment.mask;

import dev.frisket.segment.parallel.Parallel;

/**
 * Softens masks with a separable Gaussian whose border is mirrored without repeating the edge pixel.
 *
 * @param radius of the kernel, pixels, at most 100; 0 or less: no blur
 * @param sigma standard deviation in pixels, 0.1 to 100
 */
public record Blur(int radius, double sigma) {
    /** Side of a tile, pixels: small enough for its rows to stay in the cache, large beside most kernels. */
    private static final int TILE = 128;

    /** A mask of the same size; the same mask if the kernel, fitted to the mask, has radius 0. */
    public Mask apply(Mask mask, Parallel cores) {
        int fitting = fittingRadius(mask.width(), mask.height());
        if (fitting < 1) {
            return mask;
        }
        Kernel kernel = Kernel.gaussian(fitting, sigma);
        byte[] blurred = new byte[mask.coverage().length];
        int columns = (mask.width() + TILE - 1) / TILE;
        int rows = (mask.height() + TILE - 1) / TILE;
        cores.share(rows, row -> {
            BlurTile tile = new BlurTile(mask, kernel, blurred, TILE);
            for (int column = 0; column < columns; column++) {
                tile.blur(column * TILE, row * TILE);
            }
        });
        return new Mask(mask.width(), mask.height(), blurred);
    }

    /** The radius used: a kernel at least as wide as the shorter side is reduced to half that side, plus 1 if even. */
    int fittingRadius(int width, int height) {
        int side = 2 * Math.max(0, radius) + 1;
        int shorter = Math.min(width, height);
        return (shorter > side ? side : shorter / 2 | 1) / 2;
    }
}
