package dev.frisket.segment.picture;

/** Reads the bits of a lossless WebP frame, least significant bit first. */
final class WebPBits {

    private final Bytes bytes;
    private long at;

    WebPBits(Bytes bytes) {
        this.bytes = bytes;
    }

    /** @param count at most 31 */
    int read(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value |= next() << i;
        }
        return value;
    }

    int next() {
        int bit = bytes.u8((int) (at >> 3)) >> (at & 7) & 1;
        at++;
        return bit;
    }
}
