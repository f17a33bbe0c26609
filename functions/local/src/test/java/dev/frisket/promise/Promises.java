package dev.frisket.promise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkRecord;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.UsedEmbedding;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.JsonObjects.Version;
import dev.frisket.core.bucket.StoredObject;
import dev.frisket.core.json.Json;
import dev.frisket.core.store.ArtworkRecordJson;
import dev.frisket.core.store.ObjectKeys;
import dev.frisket.core.webhook.Delivery;
import dev.frisket.core.webhook.DeliveryStore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Checks the responses that callers received against what is stored. */
final class Promises {
    private final Map<String, String> accepted = new HashMap<>();
    private final Map<String, State> ended = new HashMap<>();
    private final Set<String> decoded = new HashSet<>();
    private final Bucket data;

    Promises(Bucket data) {
        this.data = data;
    }

    /** Records a response if it describes an artwork; null if no response came. */
    void note(String caller, @Nullable APIGatewayProxyResponseEvent response) {
        if (response == null || response.getStatusCode() >= 300) {
            return;
        }
        JsonNode artwork = Json.read(response.getBody().getBytes(UTF_8));
        String id = artwork.get("id").textValue();
        accepted.put(id, caller);
        State end = ended.get(id);
        if (end != null) {
            assertThat(artwork.get("status").textValue())
                    .as(id)
                    .isEqualTo(end.status().value());
        }
    }

    /** Ids of all artworks that a caller received, in a fixed order. */
    List<String> accepted() {
        return artworks().stream()
                .map(artwork -> artwork.id().toString())
                .filter(accepted::containsKey)
                .toList();
    }

    String caller(String id) {
        return String.valueOf(accepted.get(id));
    }

    /** All stored artworks, of all callers. */
    List<Artwork> artworks() {
        return records().stream().flatMap(record -> record.artwork().stream()).toList();
    }

    /** Ids of all artworks that were deleted. */
    Set<String> deleted() {
        return records().stream()
                .filter(record -> record.artwork().isEmpty())
                .map(record -> record.id().toString())
                .collect(Collectors.toSet());
    }

    private List<ArtworkRecord> records() {
        List<ArtworkRecord> records = new ArrayList<>();
        for (String key : data.list(ObjectKeys.artworks(), Integer.MAX_VALUE)) {
            byte[] bytes = data.get(key).map(StoredObject::bytes).orElseThrow();
            records.add(ArtworkRecordJson.read(Json.read(bytes)));
        }
        return records;
    }

    Optional<Artwork> artwork(String id) {
        return artworks().stream()
                .filter(artwork -> artwork.id().toString().equals(id))
                .findAny();
    }

    /** Checks what must hold at any time. */
    void check() {
        Set<String> ids =
                records().stream().map(record -> record.id().toString()).collect(Collectors.toSet());
        assertThat(ids).as("accepted artworks are stored").containsAll(accepted.keySet());
        stored().forEach(key -> assertThat(ids).as("the artwork of " + key).contains(idOf(key)));
        for (Artwork artwork : artworks()) {
            check(artwork);
        }
    }

    /** Checks that no organization has more unfinished artworks than it may, but for those begun at the same time. */
    void checkUnfinished(Instant now) {
        Map<String, Long> unfinished = artworks().stream()
                .filter(artwork -> !artwork.state().terminal())
                .filter(artwork -> artwork.deadline().isAfter(now.plus(FaultyBackend.MOST_SKEW.multipliedBy(2))))
                .collect(Collectors.groupingBy(Artwork::organization, Collectors.counting()));
        assertThat(unfinished.values()).allSatisfy(count -> assertThat(count)
                .isLessThan(StackFixture.MAX_UNFINISHED + FaultyBackend.MOST_AT_ONCE));
    }

    /** Checks that no organization has more postponed webhooks than it may, but for those begun together. */
    void checkPostponed() {
        DeliveryStore deliveries = new DeliveryStore(data);
        Map<String, Long> postponed = artworks().stream()
                .filter(artwork -> deliveries
                        .find(artwork.id())
                        .map(Version::value)
                        .filter(Delivery::postponed)
                        .filter(delivery -> delivery.step() instanceof Delivery.Step.Waiting)
                        .isPresent())
                .collect(Collectors.groupingBy(Artwork::organization, Collectors.counting()));
        assertThat(postponed.values()).allSatisfy(count -> assertThat(count)
                .isLessThan(StackFixture.MAX_POSTPONED + FaultyBackend.MOST_AT_ONCE));
    }

    private void check(Artwork artwork) {
        State state = artwork.state();
        String id = artwork.id().toString();
        State end = ended.get(id);
        if (end != null) {
            assertThat(state).as("how " + id + " ended").isEqualTo(end);
        }
        if (state.terminal()) {
            ended.put(id, state);
        }
        if (state instanceof State.Failed failed) {
            assertThat(failed.error()).matches("[A-Za-z].*\\.").doesNotContain("injected", "Exception");
        }
        if (state instanceof State.Succeeded succeeded) {
            assertThat(facts(artwork, succeeded)).as("the facts of " + id).allMatch(data::exists);
            for (String mask : masks(artwork, succeeded)) {
                assertThat(data.exists(mask)).as("the result " + mask).isTrue();
                if (decoded.add(mask)) {
                    decode(mask);
                }
            }
        }
    }

    /** Checks what must hold when the queues are empty. */
    void checkAtTheEnd(Set<String> mayHaveLeftMasks) {
        Set<String> expected = new TreeSet<>();
        for (Artwork artwork : artworks()) {
            assertThat(artwork.state().terminal()).as("%s has ended", artwork).isTrue();
            if (artwork.state() instanceof State.Succeeded succeeded) {
                expected.addAll(masks(artwork, succeeded));
                expected.addAll(facts(artwork, succeeded));
            }
        }
        assertThat(stored().filter(key -> !mayHaveLeftMasks.contains(idOf(key))))
                .as("masks, and facts of masks, that no artwork names")
                .allMatch(expected::contains);
        checkTombstones(mayHaveLeftMasks);
    }

    /** Checks that tombstones contain nothing but id and time, and that no embedding is left but of a stored artwork. */
    private void checkTombstones(Set<String> mayHaveLeftMore) {
        boolean exact = Collections.disjoint(mayHaveLeftMore, deleted());
        records().stream()
                .filter(record -> !mayHaveLeftMore.contains(record.id().toString()))
                .forEach(record -> record.match(
                        artwork -> assertThat(artwork.embeddingPending())
                                .as("%s", artwork)
                                .isFalse(),
                        tombstone -> assertThat(tombstone.complete())
                                .as("%s", tombstone)
                                .isTrue()));
        Set<String> used = artworks().stream()
                .flatMap(artwork -> Optional.ofNullable(artwork.embedding()).stream())
                .map(UsedEmbedding::key)
                .collect(Collectors.toSet());
        assertThat(data.list("embeddings/", Integer.MAX_VALUE)).allMatch(key -> !exact || used.contains(key));
    }

    /** The keys of all masks and of what is known of them. */
    private Stream<String> stored() {
        return Stream.of("masks/", "facts/").flatMap(prefix -> data.list(prefix, Integer.MAX_VALUE).stream());
    }

    /** The id in {@code masks/<id>/<attempt>/<file>} and {@code facts/<id>/<attempt>/<file>}. */
    private static String idOf(String key) {
        int begin = key.indexOf('/') + 1;
        return key.substring(begin, key.indexOf('/', begin));
    }

    private static List<String> facts(Artwork artwork, State.Succeeded succeeded) {
        List<String> facts = new ArrayList<>();
        facts.add(ObjectKeys.masksFacts(artwork.id(), succeeded.attempt()));
        for (Result result : succeeded.results()) {
            facts.add(ObjectKeys.rle(artwork.id(), succeeded.attempt(), result));
        }
        return facts;
    }

    private static List<String> masks(Artwork artwork, State.Succeeded succeeded) {
        List<String> masks = new ArrayList<>();
        for (Result result : succeeded.results()) {
            masks.add(ObjectKeys.mask(artwork.id(), succeeded.attempt(), result));
        }
        return masks;
    }

    private void decode(String mask) {
        byte[] file = data.get(mask).map(StoredObject::bytes).orElseThrow();
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
            assertThat(image.getWidth()).isEqualTo(8);
            assertThat(image.getHeight()).isEqualTo(6);
        } catch (IOException e) {
            throw new UncheckedIOException(mask, e);
        }
    }
}
