package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.JpegMarker.DHT;
import static dev.frisket.segment.picture.JpegMarker.DQT;
import static dev.frisket.segment.picture.JpegMarker.DRI;
import static dev.frisket.segment.picture.JpegMarker.EOI;
import static dev.frisket.segment.picture.JpegMarker.SOI;
import static dev.frisket.segment.picture.JpegMarker.SOS;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the segments of a JPEG file: ITU T.81, with EXIF, ICC and Adobe segments. */
final class JpegFile {

    private static final int FILL = 0xFF;
    private static final int TEM = 0x01;
    private static final int SOF0 = 0xC0;
    private static final int SOF1 = 0xC1;
    private static final int SOF2 = 0xC2;
    private static final int RST0 = 0xD0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;

    /** Offset in a frame's segment. */
    private static final int FIRST_ID = 10;

    private static final String ICC = "ICC_PROFILE\0";

    /** Segments outside of scans; cameras write some dozens, profiles and depth maps some hundreds. */
    private static final int MAX_SEGMENTS = 10_000;

    private final Bytes file;
    private final Parts segments = new Parts("JPEG", "segments", MAX_SEGMENTS);
    private final ByteArrayOutputStream coded = new ByteArrayOutputStream();
    private final TreeMap<Integer, byte[]> profileParts = new TreeMap<>();
    /** The last EXIF segment; earlier ones are ignored. */
    private Optional<Bytes> exif = Optional.empty();

    private Optional<JpegFrame> frame = Optional.empty();
    private int adobeTransform = JpegFrame.NO_ADOBE;
    private boolean hasCodes;

    private JpegFile(Bytes file) {
        this.file = file;
        writeMarker(SOI);
    }

    static CodedPicture open(Bytes file) throws PictureException {
        JpegFile jpeg = new JpegFile(file);
        JpegPixels pixels = jpeg.read();
        return new CodedPicture(
                pixels.frame().width(), pixels.frame().height(), jpeg.profile(), Orientation.ofExif(jpeg.exif), pixels);
    }

    /**
     * Reads a JPEG file inside another file, with the same checks as for a standalone file.
     *
     * @param tables a JPEG file with only tables, applied before its own; may be empty
     */
    static JpegPixels embedded(Bytes tables, Bytes file) throws PictureException {
        JpegFile jpeg = new JpegFile(file);
        if (tables.length() > 0) {
            jpeg.hasCodes = true;
            jpeg.coded.writeBytes(JpegTables.of(tables));
        }
        if (file.u8(0) != FILL || file.u8(1) != SOI) {
            throw JpegFrame.cutOff();
        }
        return jpeg.read();
    }

    private JpegPixels read() throws PictureException {
        int at = nextMarker(2);
        for (int marker = file.u8(at + 1); marker != SOS; marker = file.u8(at + 1)) {
            segments.countAnother();
            int end = isAlone(marker) ? at + 2 : at + 2 + Math.max(2, file.u16(at + 2));
            segment(marker, at, at + 4, end);
            at = nextMarker(end);
        }
        JpegFrame header = frame.orElseThrow(() -> new PictureException(
                        "The JPEG file has no frame before its pixels; save it again with another program."))
                .withAdobe(adobeTransform);
        if (!hasCodes && !header.progressive()) {
            coded.writeBytes(JpegCodes.STANDARD);
        }
        if (!JpegScans.copy(file, at, header, segments, coded) && !header.fillsOneScan(file, at)) {
            throw JpegFrame.cutOff();
        }
        writeMarker(EOI);
        return new JpegPixels(header, coded.toByteArray());
    }

    private void segment(int marker, int at, int from, int to) throws PictureException {
        switch (marker) {
            case SOF0, SOF1, SOF2 -> {
                if (frame.isPresent()) {
                    throw JpegFrame.anotherOne();
                }
                frame = Optional.of(JpegFrame.read(file, from, to, marker == SOF2));
                byte[] header = file.copy(at, to);
                JpegFrame.makeDistinct(header, FIRST_ID, 3);
                coded.writeBytes(header);
            }
            case DHT -> {
                hasCodes = true;
                coded.writeBytes(file.copy(at, to));
            }
            case DQT, DRI -> coded.writeBytes(file.copy(at, to));
            case SOI, EOI -> throw JpegFrame.cutOff();
            case APP1 -> {
                if (file.has(from, "Exif\0\0")) {
                    exif = Optional.of(file.part(from, to));
                }
            }
            case APP2 -> {
                if (file.has(from, ICC)) {
                    int number = file.u8(from + ICC.length());
                    profileParts.putIfAbsent(number, file.copy(from + ICC.length() + 2, to));
                }
            }
            case APP14 -> {
                if (file.has(from, "Adobe") && to - from >= 12) {
                    adobeTransform = file.u8(from + 11);
                }
            }
            default -> refuseUnusual(marker);
        }
    }

    /** Rejects frames other than the three usual ones: lossless, hierarchical, arithmetic. */
    private static void refuseUnusual(int marker) throws PictureException {
        if (marker > SOF2 && marker <= 0xCF) {
            throw new PictureException("The JPEG file is coded in a way that browsers don't show either;"
                    + " save it as a baseline or progressive JPEG.");
        }
    }

    /**
     * The place of the next marker. What lies before it is left aside, as libjpeg does: some programs write a segment whose
     * length is a few bytes short.
     */
    private int nextMarker(int from) {
        int at = from;
        while (file.u8(at) != FILL || file.u8(at + 1) == FILL || file.u8(at + 1) == 0) {
            at++;
        }
        return at;
    }

    /** Whether no length follows a marker: TEM, RST0 to RST7, SOI, EOI. */
    private static boolean isAlone(int marker) {
        return marker == TEM || (marker >= RST0 && marker <= EOI);
    }

    private void writeMarker(int marker) {
        coded.write(0xFF);
        coded.write(marker);
    }

    private Optional<byte[]> profile() {
        if (profileParts.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        profileParts.values().forEach(profile::writeBytes);
        return Optional.of(profile.toByteArray());
    }
}
