package dev.frisket.segment.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Randomly mutated pictures of each format are decoded or refused, within limits of time and memory.
 *
 * <p>{@code jqwik.tries.default} sets the number of mutations per format; a stage of .ci/run sets it to 10,000.
 */
class MutatedPictureProperties {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Changes the bytes at an offset, given as a fraction of the file. */
    record Mutation(Kind kind, double at, int value, double length) {
        enum Kind {
            SET_BYTE,
            FLIP_BIT,
            SET_NUMBER,
            REMOVE,
            REPEAT,
            CUT_OFF
        }

        byte[] of(byte[] file) {
            if (file.length == 0) {
                return file;
            }
            int from = (int) (at * at * (file.length - 1));
            int to = Math.min(file.length, from + 1 + (int) (length * 40));
            byte[] copy = file.clone();
            switch (kind) {
                case SET_BYTE -> copy[from] = (byte) value;
                case FLIP_BIT -> copy[from] ^= (byte) (1 << (value & 7));
                case SET_NUMBER -> {
                    for (int i = from; i < Math.min(from + 4, file.length); i++) {
                        copy[i] = (byte) (value >> (8 * (i - from)));
                    }
                }
                case REMOVE -> copy = HostilePictures.joined(head(file, from), tail(file, to));
                case REPEAT -> copy = HostilePictures.joined(head(file, to), tail(file, from));
                case CUT_OFF -> copy = head(file, to);
            }
            return copy;
        }

        private static byte[] head(byte[] file, int end) {
            return Arrays.copyOf(file, end);
        }

        private static byte[] tail(byte[] file, int start) {
            return Arrays.copyOfRange(file, start, file.length);
        }
    }

    @Property
    void jpeg(@ForAll("jpegs") String name, @ForAll("mutations") List<Mutation> mutations) throws IOException {
        endsWell(name, mutations);
    }

    @Property
    void draftOfJpeg(
            @ForAll("jpegs") String name,
            @ForAll("mutations") List<Mutation> mutations,
            @ForAll @IntRange(min = 1, max = 20) int enough)
            throws IOException {
        endsWell(name, mutations, file -> PictureDecoder.draft(file, enough).image());
    }

    @Property
    void png(@ForAll("pngs") String name, @ForAll("mutations") List<Mutation> mutations) throws IOException {
        endsWell(name, mutations);
    }

    /** A draft is refused just when the whole picture is, and with the same sentence; otherwise it is its average. */
    @Property
    void draftOfPng(
            @ForAll("pngs") String name,
            @ForAll("mutations") List<Mutation> mutations,
            @ForAll @IntRange(min = 1, max = 11) int enough)
            throws IOException {
        byte[] file = mutated(name, mutations);
        Drafts.Outcome whole = Drafts.outcome(file, Drafts::whole);
        Drafts.Outcome draft = Drafts.outcome(file, picture -> Drafts.draft(picture, enough));
        assertThat(draft.refusal()).isEqualTo(whole.refusal());
        whole.samples().ifPresent(samples -> {
            Samples made = draft.samples().orElseThrow();
            int reduction =
                    made.width() == samples.width() ? 1 : Reduction.of(samples.width(), samples.height(), enough);
            assertThat(made.values())
                    .isEqualTo(Drafts.averages(samples, reduction).values());
        });
    }

    @Property
    void webp(@ForAll("webps") String name, @ForAll("mutations") List<Mutation> mutations) throws IOException {
        endsWell(name, mutations);
    }

    @Property
    void gif(@ForAll("gifs") String name, @ForAll("mutations") List<Mutation> mutations) throws IOException {
        endsWell(name, mutations);
    }

    @Property
    void bmp(@ForAll("bmps") String name, @ForAll("mutations") List<Mutation> mutations) throws IOException {
        endsWell(name, mutations);
    }

    @Property
    void tiff(@ForAll("tiffs") String name, @ForAll("mutations") List<Mutation> mutations) throws IOException {
        endsWell(name, mutations);
    }

    /** A way to decode a file. */
    private interface Decoding {
        SourceImage of(byte[] file) throws PictureException;
    }

    private static void endsWell(String name, List<Mutation> mutations) throws IOException {
        endsWell(name, mutations, PictureDecoder::decode);
    }

    private static void endsWell(String name, List<Mutation> mutations, Decoding decoding) throws IOException {
        byte[] file = mutated(name, mutations);
        long start = System.nanoTime();
        try {
            SourceImage image = decoding.of(file);
            assertThat((long) image.width() * image.height()).isLessThanOrEqualTo(PictureDecoder.MAX_PIXELS);
        } catch (PictureException e) {
            assertThat(e.sentence()).endsWith(".");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    }

    private static byte[] mutated(String name, List<Mutation> mutations) throws IOException {
        byte[] file = Pictures.bytes(name);
        for (Mutation mutation : mutations) {
            file = mutation.of(file);
        }
        return file;
    }

    @Provide
    Arbitrary<String> jpegs() throws IOException {
        return named("jpg");
    }

    @Provide
    Arbitrary<String> pngs() throws IOException {
        return named("png");
    }

    @Provide
    Arbitrary<String> webps() throws IOException {
        return named("webp");
    }

    @Provide
    Arbitrary<String> gifs() throws IOException {
        return named("gif");
    }

    @Provide
    Arbitrary<String> bmps() throws IOException {
        return named("bmp");
    }

    @Provide
    Arbitrary<String> tiffs() throws IOException {
        return named("tif");
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        Arbitrary<Integer> values = Arbitraries.oneOf(
                Arbitraries.of(0, 1, -1, 255, 65_535, Integer.MAX_VALUE, Integer.MIN_VALUE), Arbitraries.integers());
        Arbitrary<Double> fractions = Arbitraries.doubles().between(0, 1);
        return Combinators.combine(Arbitraries.of(Mutation.Kind.class), fractions, values, fractions)
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static Arbitrary<String> named(String ending) throws IOException {
        return Arbitraries.of(Pictures.names().stream()
                .filter(name -> name.endsWith("." + ending))
                .toList());
    }
}
