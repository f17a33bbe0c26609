package dev.frisket.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Faults;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.bucket.JsonObjects.Version;
import dev.frisket.core.webhook.Delivery.Step;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeliveryStoreTest {
    private static final ArtworkId ID = ArtworkId.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123456Z");

    private final InMemoryBucket objects = new InMemoryBucket();
    private final DeliveryStore store = new DeliveryStore(objects);

    @Test
    void aDeliveryIsBegunOnce() {
        assertThat(store.find(ID)).isEmpty();
        assertThat(store.begin(ID, NOW).value()).isEqualTo(Delivery.begin(NOW));
        assertThat(store.begin(ID, NOW.plusSeconds(9)).value()).isEqualTo(Delivery.begin(NOW));
    }

    @Test
    void ofTwoThatReadTheSameVersionOneAdvancesIt() {
        Version<Delivery> both = store.begin(ID, NOW);

        assertThat(store.advance(ID, both, both.value().at(new Step.Posting("mine", NOW))))
                .isTrue();
        assertThat(store.advance(ID, both, both.value().at(new Step.Posting("theirs", NOW))))
                .isFalse();
        assertThat(store.find(ID)).get().satisfies(now -> assertThat(now.value().step())
                .isEqualTo(new Step.Posting("mine", NOW)));
    }

    @Test
    void aWriteWhoseAnswerGotLostCountsAsDone() {
        DeliveryStore unlucky = new DeliveryStore(Faults.losingAnswers(objects));
        Version<Delivery> begun = unlucky.begin(ID, NOW);

        assertThat(unlucky.advance(ID, begun, begun.value().at(new Step.Posting("mine", NOW))))
                .isTrue();
    }

    @Test
    void whatIsGoneCannotAdvance() {
        Version<Delivery> begun = store.begin(ID, NOW);
        objects.delete("deliveries/" + ID + ".json");

        assertThat(store.advance(ID, begun, begun.value().at(new Step.Ended()))).isFalse();
    }
}
