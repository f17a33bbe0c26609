package dev.frisket.status;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * {@code GET /v2/artworks}: the caller's artworks, newest first.
 *
 * <p>Artworks are read in parallel, by as many threads as the executor has, and processed in order. A page that
 * becomes too large is abandoned at once, so that memory use is limited to little more than one page.
 */
final class ArtworkList {
    private final ArtworkStore artworks;
    private final ArtworkExpiry expiry;
    private final Executor readers;

    ArtworkList(ArtworkStore artworks, ArtworkExpiry expiry, Executor readers) {
        this.artworks = artworks;
        this.expiry = expiry;
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
                .flatMap(expiry::atDeadline)
                .map(artwork -> Json.write(ArtworkJson.answer(artwork)));
    }

    private static String join(List<CompletableFuture<Optional<String>>> answers) {
        PageText page = new PageText("[", "]");
        for (int i = 0; i < answers.size(); i++) {
            // Empty: it expired or was removed after it was listed.
            Optional<String> answer = answers.get(i).join();
            if (answer.isPresent() && !page.add(answer.get())) {
                throw new ApiException.BadRequest(
                        "limit must not be greater than " + i + " here: the page would be over 5 MB");
            }
        }
        return page.toString();
    }
}
