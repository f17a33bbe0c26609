package dev.frisket.core.artwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ArtworkIdTest {

    @Test
    void theExampleOfRfc9562IsRead() {
        ArtworkId id = ArtworkId.parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F");

        assertThat(id.createdAt()).isEqualTo(Instant.parse("2022-02-22T19:22:22Z"));
        assertThat(id).hasToString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    }

    @Property
    void anIdTellsWhenItWasCreated(@ForAll @LongRange(min = 0, max = 1L << 47) long millis, @ForAll long seed) {
        ArtworkId id = ArtworkId.create(Instant.ofEpochMilli(millis), new Random(seed));

        assertThat(id.createdAt().toEpochMilli()).isEqualTo(millis);
        assertThat(id.uuid().version()).isEqualTo(7);
        assertThat(id.uuid().variant()).isEqualTo(2);
        assertThat(ArtworkId.parse(id.toString())).isEqualTo(id);
        assertThat(ArtworkId.ofNewestFirst(id.newestFirst())).isEqualTo(id);
    }

    @Property
    void keysSortTheNewestFirstAndWithinAMillisecondTheGreatestId(
            @ForAll @LongRange(min = 0, max = 1L << 47) long a,
            @ForAll @LongRange(min = 0, max = 1L << 47) long b,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<ArtworkId> ids = List.of(
                ArtworkId.create(Instant.ofEpochMilli(a), random),
                ArtworkId.create(Instant.ofEpochMilli(a), random),
                ArtworkId.create(Instant.ofEpochMilli(b), random));

        List<ArtworkId> byKey = ids.stream()
                .sorted(Comparator.comparing(ArtworkId::newestFirst))
                .toList();

        assertThat(byKey)
                .isSortedAccordingTo(Comparator.comparing(ArtworkId::createdAt)
                        .thenComparing(ArtworkId::toString)
                        .reversed());
    }

    @Test
    void otherVersionsAreNoIds() {
        UUID random = UUID.fromString("3e5aef07-a0ae-4d5a-9cf0-9a2e7c8f3d11");

        assertThat(ArtworkId.of(random)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new ArtworkId(random));
    }
}
