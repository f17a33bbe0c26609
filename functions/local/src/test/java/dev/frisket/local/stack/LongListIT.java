package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.access.key.Token;
import dev.frisket.core.Soak;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.segment.model.StandInPacks;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongListIT {
    private static final int ARTWORKS = Soak.size(1_500, 3_000);
    private static final int PAGE = 500;
    private static final Token KEY = Token.create(new SecureRandom());

    @TempDir
    private Path folder;

    @Test
    void pagesOf500CoverMoreThanAThousandArtworksOnceAndNewestFirst() throws Exception {
        List<String> made = make();
        List<String> listed = new ArrayList<>();
        List<Long> millis = new ArrayList<>();
        try (RunningStack stack = RunningStack.start(
                new Settings(0, KEY, folder), new StandInPacks(), AddressPolicy.PUBLIC_ONLY, Clock.systemUTC())) {
            HttpCalls calls = HttpCalls.of(stack.address());
            for (int offset = 0; offset <= ARTWORKS; offset += PAGE) {
                long begin = System.nanoTime();
                HttpResponse<String> answer = calls.send(
                        "GET", "/v2/artworks?limit=" + PAGE + "&offset=" + offset, "Bearer " + KEY.text(), null);
                millis.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
                assertThat(answer.statusCode()).isEqualTo(200);
                JsonNode page = HttpCalls.json(answer);
                assertThat(page).hasSize(offset < ARTWORKS ? PAGE : 0);
                page.forEach(artwork -> listed.add(artwork.get("id").textValue()));
            }
        }
        System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, "ms a page: {0}", millis);
        assertThat(listed).isEqualTo(made);
    }

    /** Creates artworks that have ended, and returns their ids, newest first. */
    private List<String> make() {
        Instant now = Clock.systemUTC().instant();
        try (DataFolder data = DataFolder.open(folder);
                Services services = Services.embedded(data)) {
            ArtworkStore store = new ArtworkStore(services.data(), Clock.systemUTC());
            Comparator<Artwork> byTime =
                    Comparator.comparing(artwork -> artwork.id().createdAt());
            return IntStream.range(0, ARTWORKS)
                    .parallel()
                    .mapToObj(i -> Artworks.starting(OwnKey.ID.toString(), now.minusMillis(i / 3))
                            .in(new State.Canceled()))
                    .map(store::create)
                    .sorted(byTime.thenComparing(artwork -> artwork.id().toString())
                            .reversed())
                    .map(artwork -> artwork.id().toString())
                    .toList();
        }
    }
}
