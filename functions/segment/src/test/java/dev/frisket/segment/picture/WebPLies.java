package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.HostilePictures.joined;
import static dev.frisket.segment.picture.HostilePictures.webp;
import static dev.frisket.segment.picture.HostilePictures.webpChunk;

import dev.frisket.segment.picture.Container.Sizes;
import java.util.stream.Stream;

/** WebP files whose canvas, frames and animation contradict each other, or with too many chunks. */
final class WebPLies {
    private static final byte[] ANIMATION = webpChunk("ANIM", new byte[6]);
    /** Side, in blocks of 4 x 4 pixels, of a picture with a group of prefix codes per block. */
    private static final int BLOCKS = 256;

    private static final int PREFIX_CODES = 5;

    private WebPLies() {}

    static Stream<Container> of(Sizes sizes, int parts, int choice) {
        byte[] small = webpChunk("VP8L", lossless(sizes.width(), sizes.height()));
        byte[] large = webpChunk("VP8L", lossless(sizes.otherWidth(), sizes.otherHeight()));
        byte[] canvas = canvas(sizes.width(), sizes.height(), 0);
        byte[] animated = canvas(sizes.width(), sizes.height(), 2);
        byte[] large2 = canvas(sizes.otherWidth(), sizes.otherHeight(), 0);
        byte[] empty = webpChunk(choice % 2 == 0 ? "EXIF" : "XXXX", new byte[choice % 2]);
        byte[] many = Container.repeated(empty, parts);
        Sizes groups = new Sizes(4 * BLOCKS, 4 * BLOCKS, 0, 0);
        return Stream.of(
                Container.of("a canvas of another size", sizes, webp(joined(canvas, large))),
                Container.of("a canvas behind its frame", sizes, webp(joined(large, canvas))),
                Container.of("two canvases", sizes, webp(joined(canvas, large2, large))),
                Container.of("two frames", sizes, webp(joined(canvas, small, large))),
                Container.of("two frames without a canvas", sizes, webp(joined(small, large))),
                Container.of(
                        "a place of another size",
                        sizes,
                        webp(joined(animated, ANIMATION, placed(sizes.width(), sizes.height(), 0, large)))),
                Container.of(
                        "two frames in a place",
                        sizes,
                        webp(joined(
                                animated, ANIMATION, placed(sizes.width(), sizes.height(), 0, joined(small, large))))),
                Container.of(
                        "a frame beyond the canvas",
                        sizes,
                        webp(joined(
                                animated,
                                ANIMATION,
                                placed(sizes.otherWidth(), sizes.otherHeight(), choice % 100, large)))),
                Container.of("many chunks", sizes, webp(joined(canvas, many, small))),
                Container.of("many prefix codes", groups, webp(webpChunk("VP8L", manyPrefixCodes()))));
    }

    static byte[] canvas(int width, int height, int flags) {
        BitSink bits = BitSink.lowestFirst();
        return webpChunk(
                "VP8X",
                bits.put(flags, 32).put(width - 1, 24).put(height - 1, 24).toByteArray());
    }

    static byte[] placed(int width, int height, int offset, byte[] chunks) {
        byte[] place = BitSink.lowestFirst()
                .put(offset, 24)
                .put(offset, 24)
                .put(width - 1, 24)
                .put(height - 1, 24)
                .put(0, 32)
                .toByteArray();
        return webpChunk("ANMF", joined(place, chunks));
    }

    /** A picture of one colour: its pixels take no bits. */
    static byte[] lossless(int width, int height) {
        BitSink bits = header(width, height).put(0, 3); // no transform, no colour cache, one group of prefix codes
        putOneSymbol(bits, PREFIX_CODES);
        return bits.put(0, 64 - 32).put(0, 32).toByteArray();
    }

    /** A group of prefix codes for each block: the decoder keeps up to 11 kB for each. */
    private static byte[] manyPrefixCodes() {
        BitSink bits = header(4 * BLOCKS, 4 * BLOCKS).put(0, 2).put(1, 1).put(0, 3); // blocks of 4 x 4
        bits.put(0, 1);
        putSymbolsOfEightBits(bits, 280);
        putSymbolsOfEightBits(bits, 256);
        putOneSymbol(bits, 3);
        for (int i = 0; i < BLOCKS * BLOCKS; i++) {
            bits.put(Integer.reverse(i & 0xFF) >>> 24, 8).put(Integer.reverse(i >> 8) >>> 24, 8);
        }
        putOneSymbol(bits, BLOCKS * BLOCKS * PREFIX_CODES);
        return bits.put(0, 32).toByteArray();
    }

    private static BitSink header(int width, int height) {
        return BitSink.lowestFirst()
                .put(0x2F, 8)
                .put(width - 1, 14)
                .put(height - 1, 14)
                .put(0, 4);
    }

    /** Prefix codes with symbol 0 as their only symbol. */
    private static void putOneSymbol(BitSink bits, int codes) {
        for (int i = 0; i < codes; i++) {
            bits.put(1, 4);
        }
    }

    /** A prefix code whose first 256 symbols have 8-bit codes. */
    private static void putSymbolsOfEightBits(BitSink bits, int alphabet) {
        bits.put(0, 1).put(12 - 4, 4);
        for (int length : new int[] {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8}) {
            bits.put(length == 0 || length == 8 ? 1 : 0, 3);
        }
        bits.put(0, 1);
        for (int i = 0; i < alphabet; i++) {
            bits.put(i < 256 ? 1 : 0, 1);
        }
    }
}
