package dev.frisket.segment.picture;

import java.awt.image.Raster;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** The pixels of a JPEG file. */
final class JpegPixels implements CodedPicture.Pixels {
    /** libjpeg's warnings when it fills in missing pixels. */
    private static final Pattern LOSS = Pattern.compile("premature end|instead of RST");

    private final JpegFrame frame;
    private final byte[] jpeg;

    /** @param jpeg a file with only tables, this frame and its scans */
    JpegPixels(JpegFrame frame, byte[] jpeg) {
        this.frame = frame;
        this.jpeg = jpeg;
    }

    JpegFrame frame() {
        return frame;
    }

    /** The file that the decoder gets. */
    byte[] file() {
        return jpeg.clone();
    }

    @Override
    public Samples draft(int enough, ProcessorTime time) throws IOException, PictureException {
        int reduction = Reduction.of(frame.width(), frame.height(), enough);
        // Without Adobe's segment, libjpeg would take components with these identifiers for RGB.
        boolean understood = frame.isGrey() || (frame.isYCbCr() && !frame.ids().equals("RGB"));
        Optional<Samples> draft = reduction > 1 && understood
                ? ReducedJpeg.decode(jpeg, frame.width(), frame.height(), reduction)
                : Optional.empty();
        time.check();
        return draft.isPresent() ? draft.get() : decode(time);
    }

    @Override
    public Samples decode(ProcessorTime time) throws IOException, PictureException {
        byte[] values = stored(time);
        return new Samples(frame.width(), frame.height(), colours(values), values);
    }

    /**
     * The samples as stored, without colour conversion.
     *
     * @return 0..255, [height][width][channels], row-major
     */
    byte[] stored(ProcessorTime time) throws IOException, PictureException {
        AtomicBoolean lossy = new AtomicBoolean();
        try (Codec codec = Codec.open("jpeg", jpeg, frame.width(), frame.height(), time)) {
            codec.onWarning((source, warning) -> {
                if (LOSS.matcher(warning).find()) {
                    lossy.set(true);
                }
            });
            Raster raster = codec.readRaster();
            if (lossy.get()) {
                throw JpegFrame.cutOff();
            }
            return RasterSamples.bytes(raster);
        }
    }

    /** Converts the channels in place to a colour model that profiles use, by libjpeg's rules. */
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
        // Adobe's programs store CMYK inverted, and browsers assume that with or without Adobe's segment.
        RasterSamples.invert(values);
        return Colours.CMYK;
    }

    /** @param values [pixels][4]; the last channel, black, is unchanged */
    private static void invertInks(byte[] values) {
        for (int i = 0; i < values.length; i++) {
            if (i % 4 < 3) {
                values[i] = (byte) ~values[i];
            }
        }
    }
}
