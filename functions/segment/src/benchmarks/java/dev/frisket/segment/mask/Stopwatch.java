package dev.frisket.segment.mask;

import dev.frisket.segment.parallel.Parallel;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.segment.model.Logits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Does one piece of mask work for each line that it reads, and answers with its nanoseconds and, for encoded masks, its
 * bytes: the Java side of {@code compare.py}.
 */
public final class Stopwatch {
    /** SAM 2's. */
    private static final int SIDE = 256;

    private final Parallel cores;
    private Mask mask = Mask.empty(1, 1);
    private Mask last = mask;
    private Logits logits = new Logits(SIDE, new float[SIDE * SIDE]);

    private Stopwatch(Parallel cores) {
        this.cores = cores;
    }

    public static void main(String[] arguments) throws IOException {
        Stopwatch stopwatch = new Stopwatch(new Parallel(Integer.parseInt(arguments[0])));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(stopwatch.answer(line.split(" ")));
        }
    }

    private String answer(String[] words) throws IOException {
        return switch (words[0]) {
            case "mask" -> {
                mask = new Mask(number(words[1]), number(words[2]), Files.readAllBytes(Path.of(words[3])));
                yield "0";
            }
            case "logits" -> {
                float[] values = new float[SIDE * SIDE];
                ByteBuffer.wrap(Files.readAllBytes(Path.of(words[1])))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(values);
                logits = new Logits(SIDE, values);
                yield "0";
            }
            case "save" -> {
                Files.write(Path.of(words[1]), last.coverage());
                yield "0";
            }
            case "square" -> time(() -> new Morphology(number(words[1]), false).apply(mask, cores));
            case "diamond" -> time(() -> new Morphology(number(words[1]), true).apply(mask, cores));
            case "blur" -> time(() -> new Blur(number(words[1]), Double.parseDouble(words[2])).apply(mask, cores));
            case "upsample" -> time(
                    () -> new Upsampling(number(words[1]), number(words[2])).apply(logits, cores));
            case "encode" -> encode(MaskFormat.valueOf(words[1]));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private String time(Supplier<Mask> work) {
        long start = System.nanoTime();
        last = work.get();
        return Long.toString(System.nanoTime() - start);
    }

    private String encode(MaskFormat format) {
        long start = System.nanoTime();
        int size = EncodedMask.of(mask, format, cores).bytes().length;
        return System.nanoTime() - start + " " + size;
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }
}
