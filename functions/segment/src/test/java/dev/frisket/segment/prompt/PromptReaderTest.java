package dev.frisket.segment.prompt;

import static dev.frisket.segment.prompt.Position.BOTTOM;
import static dev.frisket.segment.prompt.Position.LARGEST;
import static dev.frisket.segment.prompt.Position.LEFT;
import static dev.frisket.segment.prompt.Position.RIGHT;
import static dev.frisket.segment.prompt.Position.SMALLEST;
import static dev.frisket.segment.prompt.Position.TOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptReaderTest {
    private static final int MAX_LENGTH = 1000;

    private final PromptReader reader = new PromptReader(CocoWords.vocabulary());

    static Stream<Arguments> expected() {
        return Stream.concat(table("prompts-blind.txt"), table("prompts.txt"));
    }

    @ParameterizedTest
    @MethodSource("expected")
    void aPromptNamesTheExpectedClasses(String prompt, Set<String> classes) {
        assertThat(classes(prompt)).isEqualTo(classes);
    }

    @Test
    void theTableIsLargeAndAQuarterOfItMatchesNothing() {
        List<Object> sets = expected().map(row -> row.get()[1]).toList();

        assertThat(sets).hasSizeGreaterThan(200);
        assertThat(sets.stream().filter(Set.of()::equals).count()).isGreaterThan(sets.size() / 4);
    }

    @Test
    void everyWordOfTheVocabularyMeansAClassThatExists() {
        Vocabulary vocabulary = CocoWords.vocabulary();

        assertThat(vocabulary.classes()).hasSize(80).startsWith("person").endsWith("toothbrush");
        for (String name : vocabulary.classes()) {
            assertThat(classes(name)).as(name).contains(name);
        }
        CocoWords.list().section("groups").forEach((word, members) -> assertThat(vocabulary.classes())
                .containsAll(members));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "left dog",
                "the leftmost dog",
                "dog on the left",
                "the dog that is on the far left",
                "dog in a hat on the left side of the picture",
                "the leftmost of the dogs"
            })
    void aPositionIsReadBeforeTheThingAndAfterIt(String prompt) {
        assertThat(reader.read(prompt).targets()).containsExactly(at(Set.of("dog"), LEFT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dog",
                "dog to the left of the tree",
                "dog facing left",
                "dog under the largest tree",
                "dog with a left shoe",
                "dog in the top hat"
            })
    void aPositionOfSomethingElseIsNotTheThings(String prompt) {
        assertThat(reader.read(prompt).targets()).containsExactly(PromptTarget.all(Set.of("dog")));
    }

    @Test
    void positionsBelongToTheirThingAndMayBeSeveral() {
        assertThat(reader.read("the top left cup, the smallest book and a rightmost or bottom vase, largest bed")
                        .targets())
                .containsExactly(
                        at(Set.of("cup"), TOP, LEFT),
                        at(Set.of("book"), SMALLEST),
                        at(Set.of("vase"), RIGHT),
                        at(Set.of("vase"), BOTTOM),
                        at(Set.of("bed"), LARGEST));
        assertThat(reader.read("person at the bottom right").targets())
                .containsExactly(at(Set.of("person"), BOTTOM, RIGHT));
    }

    @Test
    void theLongestPromptsAreReadInNoTime() {
        List<String> units =
                List.of("a", "dog ", "of ", "photo of ", "left of ", "and ", "on ", "ﷺ", "😀", "'s", "e\u0301", ",");

        Assertions.assertTimeout(
                Duration.ofSeconds(2),
                () -> units.forEach(unit -> {
                    String prompt = unit.repeat(MAX_LENGTH / unit.codePointCount(0, unit.length()));
                    assertThat(classes(prompt)).isIn(Set.of(), Set.of("dog"));
                }));
    }

    @Property(tries = 3000)
    void anyTextIsReadWithoutAnError(@ForAll @StringLength(max = MAX_LENGTH) String prompt) {
        assertThat(reader.read(prompt).targets()).hasSizeLessThanOrEqualTo(prompt.length());
    }

    private static PromptTarget at(Set<String> classes, Position... positions) {
        return new PromptTarget(classes, Selection.at(Set.of(positions)), Optional.empty());
    }

    private Set<String> classes(String prompt) {
        return reader.read(prompt).targets().stream()
                .flatMap(target -> target.classes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Arguments> table(String resource) {
        try (InputStream in = Objects.requireNonNull(PromptReaderTest.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arguments.of(
                            line.substring(0, line.indexOf(" -> ")), set(line.substring(line.indexOf(" -> ") + 4))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> set(String classes) {
        return classes.equals("nothing") ? Set.of() : new TreeSet<>(Arrays.asList(classes.split(", ")));
    }
}
