package dev.frisket.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.bucket.JsonObjects.Version;
import dev.frisket.core.json.Json;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonObjectsTest {
    private static final String KEY = "numbers/one.json";

    private final InMemoryBucket bucket = new InMemoryBucket();
    private final JsonObjects<Integer> numbers = over(bucket);

    @Test
    void whatIsAbsentIsCreatedAndWhatIsThereIsKept() {
        assertThat(numbers.find(KEY)).isEmpty();
        assertThat(numbers.createIfAbsent(KEY, 1)).isEqualTo(1);
        assertThat(numbers.createIfAbsent(KEY, 2)).isEqualTo(1);
        assertThat(bucket.contentTypes()).containsEntry(KEY, "application/json");
    }

    @Test
    void anUpdateWritesOverWhatItRead() {
        assertThat(numbers.update(KEY, stored -> Optional.of(stored.orElse(0) + 1)))
                .hasValue(1);
        assertThat(numbers.update(KEY, stored -> Optional.of(stored.orElse(0) + 1)))
                .hasValue(2);
        assertThat(numbers.find(KEY)).hasValue(2);
    }

    @Test
    void anUpdateThatWantsNothingLeavesTheObjectAsItIs() {
        assertThat(numbers.update(KEY, stored -> Optional.empty())).isEmpty();
        numbers.put(KEY, 7);
        String etag = numbers.findVersion(KEY).orElseThrow().etag();

        assertThat(numbers.update(KEY, stored -> Optional.empty())).hasValue(7);
        assertThat(numbers.findVersion(KEY)).hasValue(new Version<>(7, etag));
    }

    @Test
    void aStepDecidesAgainAfterAnotherWriter() {
        numbers.put(KEY, 1);
        AtomicInteger rounds = new AtomicInteger();

        assertThat(numbers.update(KEY, stored -> {
                    if (rounds.incrementAndGet() == 1) {
                        numbers.put(KEY, 10);
                    }
                    return stored.map(number -> number + 1);
                }))
                .hasValue(11);
        assertThat(rounds).hasValue(2);
    }

    @Test
    void anObjectThatIsDeletedMeanwhileIsMetAsAbsent() {
        numbers.put(KEY, 1);

        assertThat(numbers.update(KEY, stored -> {
                    bucket.delete(KEY);
                    return stored.map(number -> number + 1);
                }))
                .isEmpty();
        assertThat(numbers.find(KEY)).isEmpty();
    }

    @Test
    void aLostAnswerShowsTheStepItsOwnValue() {
        JsonObjects<Integer> unlucky = over(Faults.losingAnswers(bucket));

        assertThat(unlucky.createIfAbsent(KEY, 1)).isEqualTo(1);
        assertThat(unlucky.replace(KEY, unlucky.findVersion(KEY).orElseThrow(), 2))
                .isTrue();
        assertThat(unlucky.update(
                        KEY, stored -> stored.filter(number -> number != 3).map(number -> number + 1)))
                .hasValue(3);
    }

    @Test
    void onlyTheVersionThatWasReadIsReplaced() {
        numbers.put(KEY, 1);
        Version<Integer> first = numbers.findVersion(KEY).orElseThrow();
        numbers.put(KEY, 5);

        assertThat(numbers.replace(KEY, first, 2)).isFalse();
        assertThat(numbers.find(KEY)).hasValue(5);
        bucket.delete(KEY);
        assertThat(numbers.replace(KEY, first, 2)).isFalse();
    }

    @Test
    void writersWithoutEndAreGivenUpOn() {
        numbers.put(KEY, 0);
        Bucket contended = Faults.always(Fault.DONE_YET_CONFLICT, "replace").through(Bucket.class, bucket);

        assertThatThrownBy(() -> over(contended).update(KEY, stored -> stored.map(number -> number + 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(KEY);
        assertThat(numbers.find(KEY)).as("rounds").hasValue(20);
    }

    @Test
    void noIncrementOfManyWritersIsLost() {
        IntStream.range(0, 8).parallel().forEach(writer -> IntStream.range(0, 10)
                .forEach(i -> increment()));

        assertThat(numbers.find(KEY)).hasValue(80);
    }

    // 20 rounds may be too few against seven other writers that do nothing else.
    private void increment() {
        while (true) {
            try {
                numbers.update(KEY, stored -> Optional.of(stored.orElse(0) + 1));
                return;
            } catch (IllegalStateException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static JsonObjects<Integer> over(Bucket bucket) {
        return new JsonObjects<>(bucket, JsonObjectsTest::write, JsonNode::intValue);
    }

    private static JsonNode write(int number) {
        return Json.number(number);
    }
}
