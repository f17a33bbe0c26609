package dev.frisket.segment.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/** Reads the chunks of a PNG file: W3C PNG, third edition. */
final class PngFile {

    private static final int SIGNATURE = 8;
    /** Length, type and checksum around each chunk's content, bytes. */
    private static final int FRAME = 12;

    private static final String HEADER = "IHDR";
    private static final int HEADER_BYTES = 13;

    /** More than the rows of most pictures, and six times as many as the largest file has with the usual 8 kB. */
    private static final int MAX_CHUNKS = 20_000;

    private static final int MAX_PROFILE = 4 * 1024 * 1024;

    private final Bytes file;
    private final List<Bytes> pixels = new ArrayList<>();
    private byte[] palette = {};
    private Optional<byte[]> profile = Optional.empty();
    /** The last EXIF chunk; earlier ones are ignored. */
    private Optional<Bytes> exif = Optional.empty();

    private PngFile(Bytes file) {
        this.file = file;
    }

    static CodedPicture open(Bytes file) throws PictureException {
        return new PngFile(file).read();
    }

    private CodedPicture read() throws PictureException {
        if (file.u32(SIGNATURE) != HEADER_BYTES || !file.has(SIGNATURE + 4, HEADER)) {
            throw new PictureException(
                    "The PNG file does not begin with its header; save it again with another program.");
        }
        Parts chunks = new Parts("PNG", "chunks", MAX_CHUNKS);
        int at = SIGNATURE + FRAME + HEADER_BYTES;
        for (String type = ""; !type.equals("IEND") && at < file.length(); ) {
            chunks.countAnother();
            int length = file.within(at);
            type = file.text(at + 4, at + 8);
            file.checkRange(at, (long) at + FRAME + length);
            chunk(type, at + 8, length);
            at += FRAME + length;
        }
        Bytes header = file.part(SIGNATURE + 8, SIGNATURE + 8 + HEADER_BYTES);
        PngPixels coded = new PngPixels(header, palette, pixels);
        return new CodedPicture(
                coded.width(), coded.height(), profile.flatMap(PngFile::inflated), Orientation.ofExif(exif), coded);
    }

    private void chunk(String type, int content, int length) throws PictureException {
        switch (type) {
            case HEADER ->
                throw new PictureException(
                        "The PNG file has two headers, each with a size of its own; save it again with another program.");
            case "PLTE" -> palette = palette.length > 0 ? palette : file.copy(content, content + length);
            case "IDAT" -> pixels.add(file.part(content, content + length));
            case "iCCP" -> profile = profile.or(() -> Optional.of(file.copy(content, content + length)));
            case "eXIf" -> exif = Optional.of(file.part(content, content + length));
            default -> {}
        }
    }

    /** @param chunk name, a zero byte, a zero byte for the method, then the compressed profile */
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
}
