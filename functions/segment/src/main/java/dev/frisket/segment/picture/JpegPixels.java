package dev.frisket.segment.picture;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;

/** The pixels of a JPEG file. */
final class JpegPixels implements CodedPicture.Pixels {
    /** What libjpeg says when it makes pixels up. */
    private static final Pattern LOSS = Pattern.compile("premature end|instead of RST");

    private final JpegFrame frame;
    private final byte[] jpeg;

    /** @param jpeg a file of nothing but tables, this frame and its scans */
    JpegPixels(JpegFrame frame, byte[] jpeg) {
        this.frame = frame;
        this.jpeg = jpeg;
    }

    @Override
    public Samples draft(int enough) throws IOException, PictureException {
        int reduction = ReducedJpeg.reduction(frame.width(), frame.height(), enough);
        // Without Adobe's segment, libjpeg would take components that are called so for RGB.
        boolean understood = frame.isGrey() || (frame.isYCbCr() && !frame.ids().equals("RGB"));
        Optional<Samples> draft = reduction > 1 && understood ? ReducedJpeg.decode(jpeg, reduction) : Optional.empty();
        return draft.isPresent() ? draft.get() : decode();
    }

    @Override
    public Samples decode() throws IOException, PictureException {
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
                throw JpegFrame.cutOff();
            }
            byte[] values = ((DataBufferByte) raster.getDataBuffer()).getData();
            return new Samples(frame.width(), frame.height(), colours(values), values);
        } finally {
            reader.dispose();
        }
    }

    /** Changes the channels in place into colours that profiles speak of, by the rules of libjpeg. */
    private Colours colours(byte[] values) {
        if (frame.isGrey()) {
            return Colours.GREY;
        }
        if (frame.isRgb()) {
            return Colours.RGB;
        }
        if (frame.isYCbCr()) {
            YCbCr.toRgb(values, 3);
            return Colours.RGB;
        }
        if (frame.isYcck()) {
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
