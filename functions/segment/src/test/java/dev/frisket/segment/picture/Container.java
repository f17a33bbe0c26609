package dev.frisket.segment.picture;

/**
 * A file that declares one thing and contains another, or consists of far too many parts.
 *
 * @param lie the contradiction
 * @param pixels declared by its first header, which is checked
 * @param mayDecode whether decoding it is acceptable, since the excess is ignored
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Container(String lie, byte[] file, long pixels, boolean mayDecode) {

    Container(String lie, byte[] file, long pixels) {
        this(lie, file, pixels, false);
    }

    /**
     * The sizes in a contradiction.
     *
     * @param width pixels, harmless
     * @param height pixels, harmless
     * @param otherWidth pixels of the picture hidden in the file, possibly many
     * @param otherHeight pixels of the picture hidden in the file, possibly many
     */
    record Sizes(int width, int height, int otherWidth, int otherHeight) {
        int pixels() {
            return width * height;
        }
    }

    static Container of(String lie, Sizes sizes, byte[]... parts) {
        return new Container(lie, HostilePictures.joined(parts), sizes.pixels());
    }

    Container orDecoded() {
        return new Container(lie, file, pixels, true);
    }

    /** The bytes repeated. */
    static byte[] repeated(byte[] part, int times) {
        byte[] all = new byte[part.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(part, 0, all, i * part.length, part.length);
        }
        return all;
    }

    @Override
    public String toString() {
        return lie + ", " + file.length + " bytes, " + pixels + " pixels";
    }
}
