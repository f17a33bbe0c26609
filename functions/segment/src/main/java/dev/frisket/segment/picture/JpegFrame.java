package dev.frisket.segment.picture;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;

/**
 * The frame header of a JPEG file, and what its channels mean.
 *
 * @param width pixels
 * @param height pixels
 * @param progressive whether further scans make the picture finer
 * @param ids the components' identifiers, as letters where they are
 * @param adobeTransform 0 none, 1 YCbCr, 2 YCCK, or {@link #NO_ADOBE}
 */
record JpegFrame(int width, int height, boolean progressive, String ids, int adobeTransform) {

    static final int NO_ADOBE = -1;

    /** What libjpeg says when it makes pixels up. */
    private static final Pattern LOSS = Pattern.compile("premature end|instead of RST");

    static JpegFrame read(Bytes file, int at, boolean progressive) throws PictureException {
        int components = file.u8(at + 5);
        if (file.u8(at) != 8 || (components != 1 && components != 3 && components != 4)) {
            throw new PictureException("The JPEG file has " + file.u8(at) + " bits and " + components
                    + " channels; save it with 8 bits as grey, RGB or CMYK.");
        }
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < components; i++) {
            ids.append((char) file.u8(at + 6 + i * 3));
        }
        return new JpegFrame(file.u16(at + 3), file.u16(at + 1), progressive, ids.toString(), NO_ADOBE);
    }

    JpegFrame withAdobe(int transform) {
        return new JpegFrame(width, height, progressive, ids, transform);
    }

    /**
     * Whether the scan at this place is all that the picture needs, so that its decoder notices where bytes are missing.
     * Some cameras leave the end marker out, and browsers don't mind.
     */
    boolean fillsOneScan(Bytes file, int scan) {
        file.mustHold(scan, scan + 2 + file.u16(scan + 2));
        return !progressive && file.u8(scan + 4) == ids.length();
    }

    static PictureException cutOff() {
        return new PictureException("The JPEG file is cut off or damaged; send it whole.");
    }

    /** @param jpeg a file of nothing but tables, this frame and its scans */
    Samples decode(byte[] jpeg) throws IOException, PictureException {
        List<String> warnings = new ArrayList<>();
        ImageReader reader = Codec.reader("jpeg", jpeg);
        try {
            reader.addIIOReadWarningListener((source, warning) -> {
                if (LOSS.matcher(warning).find()) {
                    warnings.add(warning);
                }
            });
            Raster raster = reader.readRaster(0, null);
            if (!warnings.isEmpty()) {
                throw cutOff();
            }
            byte[] values = ((DataBufferByte) raster.getDataBuffer()).getData();
            return new Samples(width, height, colours(values), values);
        } finally {
            reader.dispose();
        }
    }

    /** Changes the channels in place into colours that profiles speak of, by the rules of libjpeg. */
    private Colours colours(byte[] values) {
        if (ids.length() == 1) {
            return Colours.GREY;
        }
        if (ids.length() == 3) {
            boolean rgb = adobeTransform == 0 || (adobeTransform == NO_ADOBE && ids.equals("RGB"));
            if (!rgb) {
                YCbCr.toRgb(values, 3);
            }
            return Colours.RGB;
        }
        if (adobeTransform == 2) {
            YCbCr.toRgb(values, 4);
            invertInks(values);
        }
        // Adobe's programs store CMYK inverted, and browsers take it so whether or not their segment is there.
        RasterSamples.invert(values);
        return Colours.CMYK;
    }

    /** @param values [pixels][4], of which the last, black, is left alone */
    private static void invertInks(byte[] values) {
        for (int i = 0; i < values.length; i++) {
            if (i % 4 < 3) {
                values[i] = (byte) ~values[i];
            }
        }
    }
}
