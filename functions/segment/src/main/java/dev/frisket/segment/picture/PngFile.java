package dev.frisket.segment.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** Reads the chunks of a PNG file: W3C PNG, third edition. */
final class PngFile {

    private static final int SIGNATURE = 8;
    /** Length, type and checksum, which enclose each chunk's content. */
    private static final int FRAME = 12;

    private static final int PALETTE = 3;
    private static final int COLOUR = 2;
    private static final int ALPHA = 4;
    private static final int MAX_PROFILE = 4 * 1024 * 1024;

    private PngFile() {}

    static CodedPicture open(Bytes file) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        coded.writeBytes(file.copy(0, SIGNATURE));
        Optional<byte[]> profile = Optional.empty();
        Orientation orientation = Orientation.UPRIGHT;
        int at = SIGNATURE;
        for (String type = ""; !type.equals("IEND") && at < file.length(); ) {
            int length = file.within(at);
            type = file.text(at + 4, at + 8);
            int content = at + 8;
            switch (type) {
                case "IHDR", "PLTE", "IDAT", "IEND" -> coded.writeBytes(file.copy(at, at + FRAME + length));
                case "iCCP" -> profile = profile.or(() -> Optional.of(file.copy(content, content + length)));
                case "eXIf" -> orientation = Orientation.ofExif(file.copy(content, content + length));
                default -> {}
            }
            at += FRAME + length;
        }
        int header = SIGNATURE + 8;
        int colourType = file.u8(header + 9);
        int width = file.i32(header);
        int height = file.i32(header + 4);
        return new CodedPicture(
                width,
                height,
                profile.flatMap(PngFile::inflated),
                orientation,
                () -> decode(coded.toByteArray(), width, height, colourType));
    }

    /** @param chunk name, a zero, a zero for the method, then the profile, compressed */
    private static Optional<byte[]> inflated(byte[] chunk) {
        int start = 0;
        while (start < chunk.length && chunk[start] != 0) {
            start++;
        }
        try (InflaterInputStream inflated =
                new InflaterInputStream(new ByteArrayInputStream(chunk, start + 2, chunk.length))) {
            byte[] profile = inflated.readNBytes(MAX_PROFILE + 1);
            return profile.length > MAX_PROFILE ? Optional.empty() : Optional.of(profile);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Samples decode(byte[] png, int width, int height, int colourType) throws IOException {
        ImageReader reader = Codec.reader("png", png);
        try {
            if (colourType == PALETTE) {
                return RasterSamples.of(reader.read(0));
            }
            Colours colours = (colourType & COLOUR) == 0 ? Colours.GREY : Colours.RGB;
            int channels = colours.channels() + ((colourType & ALPHA) == 0 ? 0 : 1);
            BufferedImage image = RasterSamples.image(width, height, channels);
            ImageReadParam into = new ImageReadParam();
            into.setDestination(image);
            reader.read(0, into);
            byte[] values = RasterSamples.bytes(image.getRaster());
            return new Samples(width, height, colours, RasterSamples.first(colours.channels(), values, channels));
        } finally {
            reader.dispose();
        }
    }
}
