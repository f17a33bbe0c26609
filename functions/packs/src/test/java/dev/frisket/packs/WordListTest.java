package dev.frisket.packs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordListTest {
    @Test
    void linesBelongToTheSectionAboveThemInTheirOrder() {
        WordList list = parse("# words\n[classes]\ncup: mug, tea cup,\n\nbed:\n[groups]\nthing: cup, bed\n");

        assertThat(list.section("classes").keySet()).containsExactly("cup", "bed");
        assertThat(list.section("classes")).containsEntry("cup", List.of("mug", "tea cup"));
        assertThat(list.section("classes")).containsEntry("bed", List.of());
        assertThat(list.words("groups")).containsExactly("cup", "bed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> list.section("plurals"))
                .withMessageContaining("plurals");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cup: mug", "[classes]\ncup", "[classes\ncup: mug"})
    void aLineOutsideTheFormIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text)).withMessageContaining("not a line");
    }

    @Test
    void theWordsOfThisTreesPackStandForItsClasses() throws IOException {
        WordList list = WordList.parse(
                Files.readAllBytes(Path.of(System.getProperty("models")).resolve("coco-ssd/words.txt")));
        Set<String> classes = list.section("classes").keySet();

        assertThat(classes).hasSize(80);
        assertThat(classes).containsAll(list.words("groups"));
        assertThat(new HashSet<>(list.words("classes"))).doesNotContainAnyElementsOf(list.words("everything"));
    }

    private static WordList parse(String text) {
        return WordList.parse(text.getBytes(UTF_8));
    }
}
