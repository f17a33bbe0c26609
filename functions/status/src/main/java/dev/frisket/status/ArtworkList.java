package dev.frisket.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.core.api.Scope;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.json.Json;
import dev.frisket.core.store.ArtworkExpiry;
import dev.frisket.core.store.ArtworkJson;
import dev.frisket.core.store.ArtworkStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * {@code GET /v2/artworks}: the caller's artworks, newest first.
 *
 * <p>Artworks are read in parallel, by as many threads as the executor has, and processed in order: a page that turns
 * out too large is abandoned at once, so that never much more than one page is held in memory.
 */
final class ArtworkList {
    private final ArtworkStore artworks;
    private final ArtworkExpiry endings;
    private final Executor readers;

    ArtworkList(ArtworkStore artworks, ArtworkExpiry endings, Executor readers) {
        this.artworks = artworks;
        this.endings = endings;
        this.readers = readers;
    }

    Reply answer(APIGatewayProxyRequestEvent event) {
        Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
        Page page = Page.of(event);
        List<CompletableFuture<Optional<String>>> answers =
                artworks.newest(caller.keyId(), page.offset(), page.limit()).stream()
                        .map(id -> supplyAsync(() -> answer(caller.keyId(), id), readers))
                        .toList();
        try {
            return new Reply(200, Map.of(), join(answers));
        } finally {
            answers.forEach(answer -> answer.cancel(false));
        }
    }

    private Optional<String> answer(String keyId, ArtworkId id) {
        return artworks.find(keyId, id)
                .flatMap(endings::atDeadline)
                .map(artwork -> Json.write(ArtworkJson.answer(artwork)));
    }

    private static String join(List<CompletableFuture<Optional<String>>> answers) {
        JsonArrayText array = new JsonArrayText();
        for (int i = 0; i < answers.size(); i++) {
            // Empty: it expired or was removed after its name was listed.
            Optional<String> answer = answers.get(i).join();
            if (answer.isPresent() && !array.add(answer.get())) {
                throw new ApiException.BadRequest(
                        "limit must not be greater than " + i + " here: the page would be over 5 MB");
            }
        }
        return array.toString();
    }

    /** The text of a JSON array, limited to the size of an answer. */
    private static final class JsonArrayText {
        /** Maximum size in bytes of UTF-8. */
        static final int MAX_BYTES = 5_000_000;

        // Lambda limits an answer to 6 MiB, in which this text is one JSON string: quotes and backslashes take two
        // bytes there.
        // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
        private static final int MAX_ESCAPED_BYTES = 6_000_000;

        private final StringJoiner values = new StringJoiner(",", "[", "]");
        private int bytes = 1;
        private int escapedBytes = 1;

        /** Appends a value and returns whether the whole still fits; if not, the text must not be used any more. */
        boolean add(String json) {
            values.add(json);
            int more = json.getBytes(UTF_8).length + 1;
            bytes += more;
            escapedBytes += more
                    + Math.toIntExact(
                            json.chars().filter(JsonArrayText::isEscaped).count());
            return bytes <= MAX_BYTES && escapedBytes <= MAX_ESCAPED_BYTES;
        }

        @Override
        public String toString() {
            return values.toString();
        }

        private static boolean isEscaped(int character) {
            return character == '"' || character == '\\';
        }
    }
}
