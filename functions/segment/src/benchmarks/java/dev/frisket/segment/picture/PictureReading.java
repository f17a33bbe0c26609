package dev.frisket.segment.picture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Decodes the pictures whose paths stand on standard input, one a line, for pictures.py; the argument is the file for the
 * pixels. Answers with a line each: {@code read WIDTH HEIGHT}, {@code refused SENTENCE} or {@code crashed EXCEPTION}.
 */
public final class PictureReading {
    private PictureReading() {}

    public static void main(String[] arguments) throws IOException {
        Path pixels = Path.of(arguments[0]);
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            System.out.println(read(Path.of(path), pixels));
        }
    }

    private static String read(Path file, Path pixels) {
        try {
            SourceImage image = PictureDecoder.decode(Files.readAllBytes(file));
            Files.write(pixels, image.rgb());
            return "read " + image.width() + " " + image.height();
        } catch (PictureException e) {
            return "refused " + e.sentence();
        } catch (IOException | RuntimeException | Error e) { // a crash is one of the answers
            return "crashed " + e.toString().replace('\n', ' ');
        }
    }
}
