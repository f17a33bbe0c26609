package dev.frisket.segment.picture;

import java.awt.image.WritableRaster;

/** Undoes horizontal differencing: TIFF 6.0, section 14, for samples of 16 and 32 bits. */
final class TiffDifferences {

    private TiffDifferences() {}

    /**
     * Restores the samples from the differences, in place.
     *
     * @param tileWidth number of columns after which each row starts anew
     */
    static void addUp(WritableRaster raster, int tileWidth) {
        int bands = raster.getNumBands();
        int[] row = new int[raster.getWidth() * bands];
        for (int y = raster.getMinY(); y < raster.getMinY() + raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), y, raster.getWidth(), 1, row);
            for (int i = bands; i < row.length; i++) {
                if (i / bands % tileWidth != 0) {
                    row[i] += row[i - bands]; // overflow is intended
                }
            }
            raster.setPixels(raster.getMinX(), y, raster.getWidth(), 1, row);
        }
    }
}
