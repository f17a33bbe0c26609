package dev.frisket.segment.picture;

import java.util.Optional;

/** Finds the directory of a TIFF file that describes its picture. */
final class TiffPages {
    private static final int MAX_DIRECTORIES = 100;

    /** Bits of {@link TiffTag#KIND}. */
    private static final int REDUCED = 1;

    private static final int TRANSPARENCY = 4;

    /** Of {@link TiffTag#OLD_KIND}. */
    private static final int OLD_REDUCED = 2;

    private TiffPages() {}

    /**
     * The first directory that is neither a thumbnail nor a mask of another picture.
     *
     * @throws PictureException if there is none, or the file is the raw picture of a camera
     */
    static TiffDirectory firstPicture(Bytes file) throws PictureException {
        TiffDirectory first = TiffDirectory.read(file);
        if (first.number(TiffTag.DNG_VERSION).isPresent()) {
            throw UnreadFormat.DNG.refusal();
        }
        TiffDirectory directory = first;
        for (int i = 1; isAuxiliary(directory); i++) {
            if (directory.next() == 0) {
                throw withoutPicture(first);
            }
            Parts.mustBeAtMost("TIFF", "thumbnails", i, MAX_DIRECTORIES);
            directory = directory.readNext();
        }
        if (directory.number(TiffTag.PHOTOMETRIC, TiffTag.RGB) == TiffTag.COLOUR_FILTERS) {
            throw raw(first).refusal();
        }
        return directory;
    }

    private static boolean isAuxiliary(TiffDirectory directory) {
        int kind = directory.number(TiffTag.KIND, 0);
        return (kind & (REDUCED | TRANSPARENCY)) != 0 || directory.number(TiffTag.OLD_KIND, 0) == OLD_REDUCED;
    }

    private static PictureException withoutPicture(TiffDirectory first) {
        return first.number(TiffTag.FURTHER_DIRECTORIES).isPresent()
                        || maker(first).isPresent()
                ? raw(first).refusal()
                : new PictureException("The TIFF file contains only a thumbnail; save the picture as PNG or JPEG.");
    }

    /** The camera RAW format, by its maker if that is known. */
    private static UnreadFormat raw(TiffDirectory first) {
        return maker(first).orElse(UnreadFormat.CAMERA_RAW);
    }

    /** The format of the camera's maker, if that is known. */
    private static Optional<UnreadFormat> maker(TiffDirectory first) {
        TiffDirectory.Entry make = first.entries().get(TiffTag.MAKE);
        Bytes bytes = first.bytes();
        if (make == null || make.values() > bytes.length()) {
            return Optional.empty();
        }
        int at = (int) make.values();
        if (bytes.has(at, "NIKON")) {
            return Optional.of(UnreadFormat.NEF);
        }
        return bytes.has(at, "SONY") ? Optional.of(UnreadFormat.ARW) : Optional.empty();
    }
}
