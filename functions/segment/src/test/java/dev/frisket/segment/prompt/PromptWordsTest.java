package dev.frisket.segment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.artwork.PromptWords;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.model.Detections;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares what prompts ask for, exclude and leave unknown with prompts-words.txt. */
class PromptWordsTest {
    private static final String NOTHING = "nothing";
    private static final Vocabulary VOCABULARY = CocoWords.vocabulary();
    private static final Map<String, Set<String>> MANY = Map.of(
            "ALL", Set.copyOf(VOCABULARY.classes()),
            "ANIMALS", Objects.requireNonNull(VOCABULARY.meaning("animal")),
            "VEHICLES", Objects.requireNonNull(VOCABULARY.meaning("vehicle")),
            "FRUIT", Objects.requireNonNull(VOCABULARY.meaning("fruit")),
            "FURNITURE", Objects.requireNonNull(VOCABULARY.meaning("furniture")));

    private final PromptReader reader = new PromptReader(VOCABULARY);

    /** A row of the table. */
    private record Row(String prompt, Set<String> understood, Set<String> excluded, List<String> unknown) {}

    static Stream<Row> rows() {
        try (InputStream in = PromptWordsTest.class.getResourceAsStream("prompts-words.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(PromptWordsTest::row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aPromptAsksForExcludesAndLeavesUnknownWhatIsExpected(Row row) {
        PromptWords words = reader.read(row.prompt).words(VOCABULARY.classes());

        assertThat(words.understood()).containsExactlyInAnyOrderElementsOf(row.understood);
        assertThat(words.excluded()).containsExactlyInAnyOrderElementsOf(row.excluded);
        assertThat(words.unknown()).isEqualTo(row.unknown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "black", "white", "grey", "gray", "red", "green", "yellow", "blue", "brown", "orange", "purple", "pink"
            })
    void aColourIsReportedAsUnknownAndTheThingIsFound(String colour) {
        for (String prompt : List.of(colour + " car", "the " + colour + " cars", "a car that is " + colour)) {
            PromptWords words = reader.read(prompt).words(VOCABULARY.classes());

            assertThat(words.understood()).as(prompt).containsExactly("car");
            assertThat(words.excluded()).as(prompt).isEmpty();
            assertThat(words.unknown()).as(prompt).containsExactly(colour);
        }
    }

    @Test
    void theTableIsLarge() {
        assertThat(rows()).hasSizeGreaterThan(150);
    }

    @Property(tries = 2000)
    void anyPromptOfTheseWordsExcludesWhatItDoesNotAskForAndDropsNoWordSilently(
            @ForAll("prompts") List<String> prompt) {
        ParsedPrompt parsed = reader.read(String.join(" ", prompt));
        PromptWords words = parsed.words(VOCABULARY.classes());

        Set<String> never = parsed.excluded().stream()
                .filter(PromptTarget::meansAll)
                .flatMap(target -> target.classes().stream())
                .collect(Collectors.toSet());
        assertThat(words.understood()).noneMatch(never::contains);
        assertThat(prompt).containsAll(words.unknown());
        assertThat(words.unknown()).doesNotHaveDuplicates();
        List<String> colours = List.of("red", "xyzzy");
        assertThat(words.unknown())
                .containsAll(prompt.stream().filter(colours::contains).toList());
    }

    @Property(tries = 500)
    void nothingIsBothMaskedAndExcluded(
            @ForAll("prompts") List<String> prompt, @ForAll("scenes") List<Detection> scene) {
        Detections detections = reader.read(String.join(" ", prompt)).among(scene, VOCABULARY.classes());

        assertThat(detections.found()).noneMatch(detections.excluded()::contains);
        assertThat(scene).containsAll(detections.found()).containsAll(detections.excluded());
    }

    @Property(tries = 300)
    void anyTextIsReadAndReportsOnlyWordsThatItHas(@ForAll @StringLength(max = 1000) String prompt) {
        PromptWords words = reader.read(prompt).words(VOCABULARY.classes());

        String plain = Normalizer.normalize(prompt, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        assertThat(words.unknown()).allMatch(plain::contains);
    }

    /** Prompts of the same words over and over are the worst for a grammar that looks ahead: eight times as many. */
    @Test
    void theWorkGrowsWithTheLengthOnly() {
        List<String> units = List.of(
                "dog ",
                "left of ",
                "of ",
                "not ",
                "all but ",
                "man rides ",
                "left and ",
                "next to ",
                "one ",
                "second ",
                "everything except ",
                "dog's ",
                "between and ",
                "top of the ",
                "holding ",
                "- ");
        for (String unit : units) {
            reader.read(unit.repeat(16_000));
            double few = processorTime(unit.repeat(2_000));
            double many = processorTime(unit.repeat(16_000));
            assertThat(many / few).as(unit).isLessThan(30);
        }
    }

    private double processorTime(String prompt) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long began = threads.getCurrentThreadCpuTime();
            reader.read(prompt);
            least = Math.min(least, threads.getCurrentThreadCpuTime() - began);
        }
        return least;
    }

    @Provide
    Arbitrary<List<String>> prompts() {
        return Arbitraries.of(
                        "dog",
                        "cat",
                        "man",
                        "people",
                        "animals",
                        "everything",
                        "one",
                        "red",
                        "xyzzy",
                        "the",
                        "a",
                        "all",
                        "not",
                        "no",
                        "without",
                        "except",
                        "but",
                        "other",
                        "than",
                        "only",
                        "and",
                        "or",
                        ",",
                        ".",
                        "|",
                        "left",
                        "right",
                        "largest",
                        "second",
                        "last",
                        "two",
                        "of",
                        "on",
                        "from",
                        "next",
                        "to",
                        "behind",
                        "rides",
                        "watching",
                        "held",
                        "with",
                        "in",
                        "front")
                .list()
                .ofMaxSize(14);
    }

    @Provide
    Arbitrary<List<Detection>> scenes() {
        Arbitrary<Double> edge = Arbitraries.doubles().between(0, 0.8);
        Arbitrary<String> label = Arbitraries.of("dog", "cat", "person", "car");
        return Combinators.combine(edge, edge, Arbitraries.doubles().between(0, 1), label)
                .as((left, top, score, name) -> new Detection(new Box(left, top, left + 0.15, top + 0.2), score, name))
                .list()
                .ofMaxSize(8);
    }

    private static Row row(String line) {
        int arrow = line.indexOf(" -> ");
        List<String> lists = List.of(line.substring(arrow + 4).split(" \\| ", -1));
        assertThat(lists).as(line).hasSize(3);
        return new Row(line.substring(0, arrow), classes(lists.get(0)), classes(lists.get(1)), words(lists.get(2)));
    }

    private static List<String> words(String list) {
        return list.equals(NOTHING) ? List.of() : List.of(list.split(", ", -1));
    }

    private static Set<String> classes(String list) {
        Set<String> classes = new LinkedHashSet<>();
        words(list).forEach(each -> {
            List<String> terms = Arrays.asList(each.split(" - ", -1));
            classes.addAll(MANY.getOrDefault(terms.get(0), Set.of(terms.get(0))));
            terms.subList(1, terms.size()).forEach(classes::remove);
        });
        return classes;
    }
}
