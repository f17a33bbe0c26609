package dev.frisket.segment.picture;

/**
 * A file that says one thing and holds another, or is made of far too many parts.
 *
 * @param lie what is wrong with it
 * @param pixels that its first header, which is judged, claims
 * @param mayDecode whether it may be decoded after all, since what is too much of it is left aside
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Container(String lie, byte[] file, long pixels, boolean mayDecode) {

    Container(String lie, byte[] file, long pixels) {
        this(lie, file, pixels, false);
    }

    /**
     * The sizes that a lie is about.
     *
     * @param width pixels, harmless
     * @param height pixels, harmless
     * @param otherWidth pixels of what is hidden in the file, perhaps many
     * @param otherHeight pixels of what is hidden in the file, perhaps many
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

    /** The same bytes many times. */
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
