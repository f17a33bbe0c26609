package dev.frisket.segment.picture;

import com.sun.management.OperatingSystemMXBean;
import dev.frisket.segment.ProcessMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Times the decoding of pictures for large.py, one for each line {@code PATH whole} or {@code PATH draft} on standard input.
 * Answers with a line: milliseconds of the processor (all threads) and of the clock, the process's peak of resident megabytes,
 * and the size.
 */
public final class PictureStopwatch {
    /** Minimum side of a draft, as for SAM 2. */
    private static final int ENOUGH = 1300;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private PictureStopwatch() {}

    public static void main(String[] arguments) throws IOException, PictureException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", 2);
            System.out.println(measured(Files.readAllBytes(Path.of(words[0])), words[1].equals("draft")));
        }
    }

    private static String measured(byte[] file, boolean draft) throws IOException, PictureException {
        long processor = SYSTEM.getProcessCpuTime();
        long began = System.nanoTime();
        SourceImage image =
                draft ? PictureDecoder.draft(file, ENOUGH).image() : PictureDecoder.decode(file);
        long ended = System.nanoTime();
        return (SYSTEM.getProcessCpuTime() - processor) / 1_000_000 + " " + (ended - began) / 1_000_000 + " "
                + ProcessMemory.peakMegabytes() + " " + image.width() + "x" + image.height();
    }
}
