package dev.frisket.segment.picture;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A valid ICC profile for the colours of its picture.
 *
 * <p>The colours are those of its perceptual intent with black-point compensation, as in browsers and in Pillow. The JDK
 * offers no choice of either: it converts profiles of printers by the relative colorimetric intent, others by the
 * perceptual one, and LittleCMS compensates the perceptual intent where a profile has version 4. So profiles of printers
 * are presented as those of scanners, and sRGB as a profile of version 4.
 */
final class ColourProfile {

    /** Maximum size in bytes; real profiles, of printing presses, reach about 3 MB. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    /** Bytes converted at a time. */
    private static final int STRIP = 4 * 1024 * 1024;

    /** Offsets in a profile's header: ICC.1, section 7.2. */
    private static final int VERSION = 8;

    private static final int CLASS = 12;
    private static final int PRINTER = 0x70727472; // prtr
    private static final int SCANNER = 0x73636E72; // scnr

    private static final ICC_Profile SRGB = srgb();

    private final ColorConvertOp conversion;

    private ColourProfile(ICC_Profile profile) {
        this.conversion = new ColorConvertOp(new ICC_Profile[] {profile, SRGB}, null);
    }

    private static ICC_Profile srgb() {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        profile[VERSION] = 4;
        return ICC_Profile.getInstance(profile);
    }

    private static byte[] perceptual(byte[] bytes) {
        byte[] profile = bytes.clone();
        if (profile.length > CLASS + Integer.BYTES && ByteBuffer.wrap(profile).getInt(CLASS) == PRINTER) {
            ByteBuffer.wrap(profile).putInt(CLASS, SCANNER);
        }
        return profile;
    }

    /**
     * Parses a profile.
     *
     * @return empty if it is broken, too long, or for other colours than the picture's
     */
    static Optional<ColourProfile> of(byte[] bytes, Colours colours) {
        if (bytes.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            ICC_Profile profile = ICC_Profile.getInstance(perceptual(bytes));
            ColourProfile conversion = new ColourProfile(profile);
            if (profile.getColorSpaceType() != type(colours)) {
                return Optional.empty();
            }
            // Only a conversion shows whether the profile has the tables that it needs.
            conversion.convert(rows(new byte[colours.channels()], 0, 1, 1, colours.channels()), target(1, 1));
            return Optional.of(conversion);
        } catch (IllegalArgumentException | CMMException e) {
            return Optional.empty();
        }
    }

    private static int type(Colours colours) {
        return switch (colours) {
            case GREY -> ColorSpace.TYPE_GRAY;
            case RGB -> ColorSpace.TYPE_RGB;
            case CMYK -> ColorSpace.TYPE_CMYK;
        };
    }

    /** Converts strip by strip; three channels are converted in place. */
    byte[] toSrgb(Samples samples, ProcessorTime time) throws PictureException {
        int width = samples.width();
        int channels = samples.colours().channels();
        byte[] from = samples.values();
        byte[] rgb = channels == 3 ? from : new byte[width * samples.height() * 3];
        int rows = Math.max(1, STRIP / (width * 3));
        WritableRaster strip = target(width, Math.min(rows, samples.height()));
        byte[] converted = ((DataBufferByte) strip.getDataBuffer()).getData();
        for (int y = 0; y < samples.height(); y += rows) {
            int height = Math.min(rows, samples.height() - y);
            WritableRaster target = strip.createWritableChild(0, 0, width, height, 0, 0, null);
            convert(rows(from, y, width, height, channels), target);
            time.check();
            System.arraycopy(converted, 0, rgb, y * width * 3, height * width * 3);
        }
        return rgb;
    }

    private void convert(Raster from, WritableRaster to) {
        conversion.filter(from, to);
    }

    private static WritableRaster target(int width, int height) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3, null);
    }

    private static Raster rows(byte[] values, int y, int width, int height, int channels) {
        int[] offsets = new int[channels];
        for (int i = 0; i < channels; i++) {
            offsets[i] = i;
        }
        int stride = width * channels;
        byte[] copy = Arrays.copyOfRange(values, y * stride, (y + height) * stride);
        return Raster.createInterleavedRaster(
                new DataBufferByte(copy, copy.length), width, height, stride, channels, offsets, null);
    }
}
