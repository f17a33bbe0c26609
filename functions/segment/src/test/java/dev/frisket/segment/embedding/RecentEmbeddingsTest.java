package dev.frisket.segment.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.segment.model.Embedding;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentEmbeddingsTest {
    private final RecentEmbeddings recent = new RecentEmbeddings(25);

    @Test
    void whatWasUsedLongestAgoMakesRoom() {
        put("a", 5);
        put("b", 5);
        assertThat(recent.find(key("a"))).isPresent();

        put("c", 5);

        assertThat(recent.find(key("a"))).isPresent();
        assertThat(recent.find(key("b"))).isEmpty();
        assertThat(recent.find(key("c"))).isPresent();
    }

    @Test
    void aLargeOneTakesTheRoomOfSeveral() {
        put("a", 4);
        put("b", 4);
        put("c", 4);

        put("d", 10);

        assertThat(recent.find(key("c"))).isEmpty();
        assertThat(recent.find(key("d"))).isPresent();
    }

    @Test
    void whatNeverFitsIsNotKept() {
        put("a", 13);
        assertThat(recent.find(key("a"))).isEmpty();

        put("b", 12);
        assertThat(recent.find(key("b"))).isPresent();
    }

    @Test
    void whatIsPutAgainIsCountedOnce() {
        for (int i = 0; i < 10; i++) {
            put("a", 6);
        }
        put("b", 6);

        assertThat(recent.find(key("a"))).isPresent();
        assertThat(recent.find(key("b"))).isPresent();
    }

    private void put(String name, int halves) {
        recent.put(key(name), new EncodedPicture(1, 1, new Embedding(Map.of("x", new short[halves]))));
    }

    private static EmbeddingKey key(String name) {
        return new EmbeddingKey("acme", "model", name);
    }
}
