package dev.frisket.segment.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.frisket.segment.ProcessMemory;
import dev.frisket.segment.picture.Container.Sizes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Containers that declare one size and contain another, or have far too many parts, are refused with a sentence, and take
 * no more memory and processor time than the checked size allows.
 *
 * <p>{@code jqwik.tries.default} sets their number; a stage of .ci/run sets it to 10,000.
 */
class HostileContainerProperties {
    /** Bytes per pixel: enough for legitimate pictures of any format, copies included. */
    private static final long BYTES_PER_PIXEL = 60;
    /** Number of copies of the file. */
    private static final long COPIES = 8;

    private static final long FIXED_BYTES = 16 << 20;
    /** MB by which the JVM's own memory may grow in the meantime. */
    private static final long JVM_MEGABYTES = 100;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Property
    void isRefusedWithinItsBounds(@ForAll("containers") Container container) throws IOException {
        decode(container, PictureDecoder::decode);
        decode(container, file -> PictureDecoder.draft(file, 1));
    }

    /** A way to decode a file. */
    private interface Decoding {
        Object of(byte[] file) throws PictureException;
    }

    private static void decode(Container container, Decoding decoding) throws IOException {
        long allowed = FIXED_BYTES + COPIES * container.file().length + BYTES_PER_PIXEL * container.pixels();
        ProcessMemory.forgetPeak();
        long resident = ProcessMemory.isKnown() ? ProcessMemory.residentMegabytes() : 0;
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long began = THREADS.getCurrentThreadCpuTime();
        Optional<String> sentence = refusal(container, decoding);
        assertThat(sentence.isPresent() || container.mayDecode()).as("refused").isTrue();
        sentence.ifPresent(text -> assertThat(text).endsWith(".").doesNotContain("memory", "seconds of decoding"));
        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - began))
                .isLessThan(ProcessorTime.budget(container.pixels()));
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated).isLessThan(allowed);
        if (ProcessMemory.isKnown()) {
            assertThat(ProcessMemory.peakMegabytes() - resident).isLessThan(JVM_MEGABYTES + (allowed >> 20));
        }
    }

    private static Optional<String> refusal(Container container, Decoding decoding) {
        try {
            decoding.of(container.file());
            return Optional.empty();
        } catch (PictureException e) {
            return Optional.of(e.sentence());
        }
    }

    @Provide
    Arbitrary<Container> containers() {
        Arbitrary<Integer> sides = Arbitraries.integers().between(1, 64);
        Arbitrary<Integer> otherSides = Arbitraries.integers().between(4000, 16_384);
        Arbitrary<Sizes> sizes =
                Combinators.combine(sides, sides, otherSides, otherSides).as(Sizes::new);
        Arbitrary<Integer> parts = Arbitraries.integers().between(20_001, 30_000);
        Arbitrary<Integer> choices = Arbitraries.integers().between(0, 1000);
        return Combinators.combine(
                        Arbitraries.of(LyingFormat.class),
                        sizes,
                        parts,
                        choices,
                        Arbitraries.integers().between(0, 1000))
                .as((format, size, part, choice, lie) -> {
                    List<Container> all = format.of(size, part, choice).toList();
                    return all.get(lie % all.size());
                });
    }
}
