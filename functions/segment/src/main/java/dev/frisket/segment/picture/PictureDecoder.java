package dev.frisket.segment.picture;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Decodes untrusted pictures.
 *
 * <p>Each format's class reads the container itself, takes the size, the colour profile and the orientation from it,
 * and gives the codec a newly built file that contains only the first picture's coded pixels. So codecs never see
 * metadata, further frames or data after the end, and profile and orientation mean the same in all formats.
 *
 * <p>The checks apply to what is decoded: the size checked here is that of the header in the codec's file, the codec
 * must report the same size before it decodes, and the limits on a file's parts and processor time follow from it.
 */
public final class PictureDecoder {

    /** 64 megapixels, of 1,000,000 pixels each. */
    public static final long MAX_PIXELS = 64_000_000;

    /** Maximum of a side, pixels. Decoders keep some rows in memory, and need some time for each. */
    private static final int MAX_SIDE = 1_000_000;

    private static final System.Logger LOG = System.getLogger(PictureDecoder.class.getName());

    /** Maximum number of bytes at the start of a file that identify its format. */
    public static final int MAX_SIGNATURE_BYTES = PictureFormat.MAX_SIGNATURE_BYTES;

    private PictureDecoder() {}

    /** Whether a file that begins with these bytes has a format that is decoded, or at least named, here. */
    public static boolean knows(byte[] start) {
        return PictureFormat.of(start).isPresent() || UnreadFormat.of(start).isPresent();
    }

    /**
     * Decodes a picture as displayed. In addition to the file and the returned picture, it needs at most 8 bytes per
     * pixel at a time.
     *
     * @param file JPEG, PNG, WebP, GIF, BMP or TIFF
     * @throws PictureException if the format is none of these, or the file is broken or larger than {@link #MAX_PIXELS}
     */
    public static SourceImage decode(byte[] file) throws PictureException {
        return decode(file, CodedPicture::decode);
    }

    /**
     * Decodes a picture with possibly fewer pixels: a large JPEG file is decoded at a half, a quarter or an eighth of
     * its size, in a fraction of the time and memory.
     *
     * @param enough minimum pixels of both sides, unless the picture itself has fewer
     * @throws PictureException as {@link #decode(byte[])}
     */
    public static ReducedPicture draft(byte[] file, int enough) throws PictureException {
        return decode(file, picture -> picture.draft(enough));
    }

    /** Decodes a picture to a result. */
    @FunctionalInterface
    interface Decoding<T> {
        T of(CodedPicture picture) throws IOException, PictureException;
    }

    static <T> T decode(byte[] file, Decoding<T> decoding) throws PictureException {
        Optional<UnreadFormat> unread = UnreadFormat.of(file);
        if (unread.isPresent()) {
            throw unread.get().refusal();
        }
        PictureFormat format = PictureFormat.of(file)
                .orElseThrow(() -> new PictureException("imageUrl leads to something that is no picture;"
                        + " send a JPEG, PNG, WebP, GIF, BMP or TIFF file."));
        try {
            CodedPicture picture = format.open(file);
            refuseSizesBeyondLimits(picture, format);
            return decoding.of(picture);
        } catch (IOException | RuntimeException e) {
            // The codecs throw exceptions of any kind on broken files.
            throw CodecRefusal.isOne(e)
                    ? new PictureException("The " + format + " file is not readable here; save it as PNG or JPEG.", e)
                    : new PictureException(
                            "The picture is a broken or cut off " + format
                                    + " file; save it again with another program.",
                            e);
        } catch (OutOfMemoryError | StackOverflowError e) {
            // No retry: the next worker would read the same file. The decoder's objects are garbage by now, and the
            // error is not made the cause of the exception, which may outlive it.
            LOG.log(Level.WARNING, "a decoder of " + format + " gave up", e);
            throw new PictureException("The " + format
                    + " file takes more memory than its size allows; save it again with another program.");
        }
    }

    private static void refuseSizesBeyondLimits(CodedPicture picture, PictureFormat format) throws PictureException {
        if (picture.width() < 1 || picture.height() < 1) {
            throw new PictureException("The " + format + " file has no pixels; send a picture that has some.");
        }
        if ((long) picture.width() * picture.height() > MAX_PIXELS) {
            throw new PictureException("The picture is " + picture.width() + " x " + picture.height()
                    + " pixels, more than 64 megapixels; send a smaller one.");
        }
        if (Math.max(picture.width(), picture.height()) > MAX_SIDE) {
            throw new PictureException("The picture is " + picture.width() + " x " + picture.height()
                    + " pixels, and no side may have more than " + MAX_SIDE + "; send a picture of another shape.");
        }
    }
}
