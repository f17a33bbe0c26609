package dev.frisket.core.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void whatAGroupMayNotBeginIsHeldInOrderWhileOthersBegin() throws Exception {
        Turns<String> turns = new Turns<>(3, 2);

        assertThat(turns.begin("a", "a1")).isTrue();
        assertThat(turns.begin("a", "a2")).isTrue();
        assertThat(turns.begin("a", "a3")).isFalse();
        assertThat(turns.begin("a", "a4")).isFalse();
        assertThat(turns.awaitFree()).isTrue();
        assertThat(turns.begin("b", "b1")).isTrue();

        assertThat(turns.end("a")).contains("a3");
        assertThat(turns.end("b")).isEmpty();
        assertThat(turns.end("a")).contains("a4");
        assertThat(turns.end("a")).isEmpty();
    }

    @Test
    void atTheEndWhatIsHeldIsAnsweredAndNothingBegins() throws Exception {
        Turns<String> turns = new Turns<>(2, 1);
        turns.begin("a", "a1");
        turns.begin("a", "a2");

        assertThat(turns.close()).containsExactly("a2");

        assertThat(turns.awaitFree()).isFalse();
        assertThat(turns.end("a")).isEmpty();
        assertThat(turns.close()).isEmpty();
    }

    /** Each arrival is of the group of its letter; a capital ends one of that group's that is in progress. */
    @Property(tries = 300)
    void nothingIsLostAndNoGroupHasMoreThanItsPart(
            @ForAll @Size(max = 60)
                    List<@CharRange(from = 'a', to = 'c') @CharRange(from = 'A', to = 'C') Character> steps,
            @ForAll @IntRange(min = 1, max = 3) int mostOfOne) {
        Turns<Integer> turns = new Turns<>(100, mostOfOne);
        Map<String, Integer> progressing = new HashMap<>();
        List<Integer> begun = new ArrayList<>();
        int sent = 0;
        for (char step : steps) {
            String group = String.valueOf(Character.toLowerCase(step));
            if (Character.isLowerCase(step)) {
                if (turns.begin(group, sent)) {
                    begun.add(sent);
                    progressing.merge(group, 1, Integer::sum);
                }
                sent++;
            } else if (progressing.getOrDefault(group, 0) > 0) {
                turns.end(group).ifPresentOrElse(begun::add, () -> progressing.merge(group, -1, Integer::sum));
            }
            assertThat(progressing.values()).allMatch(count -> count <= mostOfOne);
        }
        begun.addAll(turns.close());
        assertThat(begun).doesNotHaveDuplicates().hasSize(sent);
    }
}
