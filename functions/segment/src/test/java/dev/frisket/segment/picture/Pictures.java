package dev.frisket.segment.picture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The pictures among the test resources. */
final class Pictures {

    private Pictures() {}

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Pictures.class.getResourceAsStream("/pictures/" + name), name)) {
            return in.readAllBytes();
        }
    }

    /** Names of the pictures that must be decoded. */
    static List<String> names() throws IOException {
        return new String(bytes("pictures.txt"), US_ASCII)
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    /** The expected result of decoding a picture, a binary PPM: P6, width, height, 255, samples. */
    static SourceImage expected(String name) throws IOException {
        byte[] ppm = bytes(name + ".ppm");
        String[] header = new String(ppm, 0, Math.min(40, ppm.length), US_ASCII).split("\\s", 5);
        int width = Integer.parseInt(header[1]);
        int height = Integer.parseInt(header[2]);
        return new SourceImage(width, height, Arrays.copyOfRange(ppm, ppm.length - 3 * width * height, ppm.length));
    }

    static int largestDifference(SourceImage a, SourceImage b) {
        int largest = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            largest = Math.max(largest, Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF)));
        }
        return largest;
    }
}
