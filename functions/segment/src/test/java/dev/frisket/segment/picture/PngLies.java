package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.HostilePictures.ints;
import static dev.frisket.segment.picture.HostilePictures.joined;
import static dev.frisket.segment.picture.HostilePictures.pngChunk;

import dev.frisket.segment.picture.Container.Sizes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** PNG files whose header is not the first chunk, not the only one or of another length, or with too many chunks. */
final class PngLies {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final List<String> TYPES =
            List.of("tEXt", "zTXt", "iCCP", "eXIf", "PLTE", "gAMA", "acTL", "IDAT", "ihdr");
    private static final byte[] END = pngChunk("IEND", new byte[0]);

    private PngLies() {}

    static Stream<Container> of(Sizes sizes, int parts, int choice) {
        byte[] small = header(sizes.width(), sizes.height());
        byte[] large = pngChunk("IHDR", header(sizes.otherWidth(), sizes.otherHeight()));
        byte[] header = pngChunk("IHDR", small);
        byte[] pixels = pngChunk("IDAT", rows(sizes.width(), sizes.height()));
        byte[] manyPixels = pngChunk("IDAT", rows(sizes.otherWidth(), 100));
        String type = TYPES.get(choice % TYPES.size());
        byte[] first = pngChunk(type, joined(small, new byte[choice % 3]));
        byte[] empty = pngChunk(type, new byte[0]);
        byte[] odd = pngChunk("IHDR", Arrays.copyOf(small, choice % 13 + (choice % 2 == 0 ? 0 : 14)));
        byte[] many = Container.repeated(empty, parts);
        return Stream.of(
                Container.of("another chunk first", sizes, SIGNATURE, first, large, manyPixels, END),
                Container.of("two headers", sizes, SIGNATURE, header, large, pixels, manyPixels, END),
                Container.of("a header behind the pixels", sizes, SIGNATURE, header, pixels, large, END),
                Container.of("the same header twice", sizes, SIGNATURE, header, header, pixels, END),
                Container.of("a header of another length", sizes, SIGNATURE, odd, large, manyPixels, END),
                Container.of("pixels before the header", sizes, SIGNATURE, pixels, header, END),
                Container.of("many chunks", sizes, SIGNATURE, header, many, pixels, END),
                Container.of("many chunks without an end", sizes, SIGNATURE, header, pixels, many));
    }

    private static byte[] header(int width, int height) {
        return joined(ints(ByteOrder.BIG_ENDIAN, width, height), new byte[] {8, 0, 0, 0, 0});
    }

    private static byte[] rows(int width, int height) {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(coded, new Deflater(Deflater.BEST_SPEED))) {
            for (int y = 0; y < height; y++) {
                deflater.write(new byte[1 + width]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return coded.toByteArray();
    }
}
