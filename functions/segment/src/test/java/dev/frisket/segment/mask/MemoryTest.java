package dev.frisket.segment.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.segment.model.Logits;
import dev.frisket.segment.parallel.Parallel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryTest {
    private static final int MB = 1 << 20;

    /** Counts all allocations, garbage included: the peak can only be lower. */
    @ParameterizedTest
    @EnumSource
    void growingBlurringAndEncodingSixteenMegapixelsAllocatesLessThan100Megabytes(MaskFormat format) {
        Mask mask = Drawing.blob(4096, 4096);
        Parallel one = new Parallel(1); // this thread does all the work, so its count is complete
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        EncodedMask.of(new Blur(100, 30).apply(new Morphology(64, true).apply(mask, one), one), format, one);

        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / MB).isLessThan(100);
    }

    @Test
    void threeCandidatesOf64MegapixelsFitBesideTheirPictureInHalfAGigabyte() throws IOException, InterruptedException {
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Largest.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "largest-masks.txt").toFile())
                .start();

        assertThat(worker.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(worker.exitValue()).isZero();
    }

    /** A worker's operations on the masks of the largest picture; run on its own it prints the time for each. */
    static final class Largest {
        private static final int SIDE = 8000;

        private Largest() {}

        public static void main(String[] arguments) {
            byte[] picture = new byte[3 * SIDE * SIDE];
            Parallel cores = Parallel.available();
            for (int candidate = 0; candidate < 3; candidate++) {
                long start = System.nanoTime();
                Mask mask = new Upsampling(SIDE, SIDE).apply(object(candidate), cores);
                Mask grown = new Morphology(256, false).apply(mask, cores);
                Mask blurred = new Blur(100, 30).apply(grown, cores);
                EncodedMask encoded = EncodedMask.of(blurred, MaskFormat.WEBP, cores);
                System.out.printf(
                        "candidate %d of a picture of %d bytes: %d bytes in %d ms%n",
                        candidate, picture.length, encoded.bytes().length, (System.nanoTime() - start) / 1_000_000);
            }
        }

        private static Logits object(int candidate) {
            byte[] inside = Drawing.blob(256, 256).coverage();
            float[] values = new float[inside.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = inside[i] == 0 ? -1 - candidate : 8;
            }
            return new Logits(256, values);
        }
    }
}
