package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.JpegMarker.APP1;
import static dev.frisket.segment.picture.JpegMarker.APP14;
import static dev.frisket.segment.picture.JpegMarker.APP2;
import static dev.frisket.segment.picture.JpegMarker.DHT;
import static dev.frisket.segment.picture.JpegMarker.DQT;
import static dev.frisket.segment.picture.JpegMarker.DRI;
import static dev.frisket.segment.picture.JpegMarker.EOI;
import static dev.frisket.segment.picture.JpegMarker.SOF0;
import static dev.frisket.segment.picture.JpegMarker.SOF1;
import static dev.frisket.segment.picture.JpegMarker.SOF2;
import static dev.frisket.segment.picture.JpegMarker.SOI;
import static dev.frisket.segment.picture.JpegMarker.SOS;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the segments of a JPEG file: ITU T.81, with EXIF, ICC and Adobe segments. */
final class JpegFile {

    private static final int FILL = 0xFF;

    /** Offset of the first component's identifier in a frame's segment, and in a scan's. */
    private static final int FIRST_ID = 10;

    private static final int FIRST_ID_OF_SCAN = 5;

    /** Scans of a progressive file; encoders write about ten. */
    private static final int MAX_SCANS = 100;
    /** Scans of the largest picture: each is a pass over all its pixels, however few bytes the scan has. */
    private static final long MAX_SCANS_OF_LARGEST = 20;

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
            int end = JpegMarker.isAlone(marker) ? at + 2 : at + 2 + Math.max(2, file.u16(at + 2));
            segment(marker, at, at + 4, end);
            at = nextMarker(end);
        }
        JpegFrame header = frame.orElseThrow(() -> new PictureException(
                        "The JPEG file has no frame before its pixels; save it again with another program."))
                .withAdobe(adobeTransform);
        if (!hasCodes && !header.progressive()) {
            coded.writeBytes(JpegTables.STANDARD);
        }
        if (!copyScans(at, header) && !header.fillsOneScan(file, at)) {
            throw JpegFrame.cutOff();
        }
        writeMarker(EOI);
        return new JpegPixels(header, coded.toByteArray());
    }

    /**
     * Copies the scans and the tables between them, up to the end marker or, if that is missing, to the start of
     * another picture or the end of the file.
     *
     * @param at offset of the first scan's marker
     * @param header of the frame whose scans they are
     * @return whether there is an end marker
     * @throws PictureException if there are too many scans for so many pixels, or there is another frame among them
     */
    private boolean copyScans(int at, JpegFrame header) throws PictureException {
        long pixels = (long) header.width() * header.height();
        long budget = MAX_SCANS_OF_LARGEST * PictureDecoder.MAX_PIXELS;
        long maxScans = Math.max(MAX_SCANS_OF_LARGEST, Math.min(MAX_SCANS, budget / Math.max(1, pixels)));
        int scans = 0;
        int copied = at;
        int i = at;
        while (i + 1 < file.length()) {
            int marker = file.u8(i) == 0xFF ? file.u8(i + 1) : 0;
            if (marker == EOI || marker == SOI) {
                coded.writeBytes(file.copy(copied, i));
                return marker == EOI;
            }
            if (JpegMarker.isFrame(marker)) {
                throw JpegFrame.anotherOne();
            }
            if (!JpegMarker.hasLengthAmongScans(marker) || i + 4 > file.length()) {
                i++;
                continue;
            }
            segments.countAnother();
            if (marker == SOS) {
                scans++;
                Parts.mustBeAtMost("JPEG", "scans", scans, maxScans);
            }
            int end = Math.min(file.length(), i + 2 + file.u16(i + 2));
            boolean metadata = marker != SOS && !JpegMarker.isTable(marker);
            if (metadata || (marker == SOS && !header.isDistinct())) {
                coded.writeBytes(file.copy(copied, i));
                copied = end;
            }
            if (marker == SOS && !header.isDistinct()) {
                coded.writeBytes(distinct(file.copy(i, end), header));
            }
            i = end;
        }
        coded.writeBytes(file.copy(Math.min(copied, file.length()), file.length()));
        return false;
    }

    private static byte[] distinct(byte[] scan, JpegFrame frame) throws PictureException {
        if (scan.length <= FIRST_ID_OF_SCAN || scan[FIRST_ID_OF_SCAN - 1] != frame.channels()) {
            throw new PictureException(
                    "The JPEG file's channels have equal names; save it again with another program.");
        }
        JpegFrame.makeDistinct(scan, FIRST_ID_OF_SCAN, 2);
        return scan;
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
        if (marker > SOF2 && marker <= JpegMarker.SOF15) {
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
