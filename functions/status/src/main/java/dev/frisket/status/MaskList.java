package dev.frisket.status;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.core.api.Scope;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkFacts;
import dev.frisket.core.artwork.MaskFacts;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.json.Json;
import dev.frisket.core.request.Violations;
import dev.frisket.core.shape.Rle;
import dev.frisket.core.store.ArtworkJson;
import dev.frisket.core.store.FactsJson;
import dev.frisket.core.store.MaskStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/**
 * {@code GET /v2/artworks/{id}/masks}: the facts about each mask.
 *
 * <p>The facts contain the length of each run-length encoding, so only as many are read as fit into a response; polygons are
 * traced one mask at a time, until they no longer fit.
 */
final class MaskList {
    private static final String GONE = "there is no such artwork";

    private final BiFunction<Caller, APIGatewayProxyRequestEvent, Artwork> artworks;
    private final MaskStore masks;
    private final Executor readers;

    /**
     * @param artworks finds the artwork that a request names, or throws
     * @param readers read encodings in parallel
     */
    MaskList(BiFunction<Caller, APIGatewayProxyRequestEvent, Artwork> artworks, MaskStore masks, Executor readers) {
        this.artworks = artworks;
        this.masks = masks;
        this.readers = readers;
    }

    Reply answer(APIGatewayProxyRequestEvent event) {
        Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
        Violations violations = new Violations();
        Page page = Page.of(event, violations);
        Set<Shape> shapes = Shape.of(event, violations);
        if (!violations.isEmpty()) {
            throw violations.toException();
        }
        Artwork artwork = artworks.apply(caller, event);
        if (!(artwork.state() instanceof State.Succeeded succeeded)) {
            throw new ApiException.Conflict(
                    "the artwork is " + artwork.state().status() + ": only an artwork that has succeeded has masks");
        }
        List<Result> results = succeeded.results();
        int from = Math.min(page.offset(), results.size());
        int to = Math.min(from + page.limit(), results.size());
        return new Reply(
                200,
                Map.of(),
                masks.facts(artwork.id(), succeeded.attempt())
                        .map(facts -> known(artwork, succeeded, facts, from, to, shapes))
                        .orElseGet(() -> unknown(artwork, succeeded, from, to)));
    }

    /** The response for an artwork that was stored without facts. */
    private static String unknown(Artwork artwork, State.Succeeded succeeded, int from, int to) {
        PageText text = new PageText("{\"masks\":[", "]}");
        succeeded.results().subList(from, to).forEach(result -> text.add(Json.write(mask(artwork, succeeded, result))));
        return text.toString();
    }

    private String known(
            Artwork artwork, State.Succeeded succeeded, ArtworkFacts facts, int from, int to, Set<Shape> shapes) {
        List<Result> results = succeeded.results().subList(from, to);
        List<MaskFacts> known = facts.masks().subList(from, to);
        int readable = shapes.isEmpty() ? results.size() : readable(known);
        List<CompletableFuture<Optional<String>>> encodings = results.stream()
                .limit(shapes.isEmpty() ? 0 : readable)
                .map(result -> supplyAsync(() -> masks.rle(artwork.id(), succeeded.attempt(), result), readers))
                .toList();
        PageText text = new PageText(beginning(facts), "]}");
        for (int i = 0; i < readable; i++) {
            ObjectNode mask = mask(artwork, succeeded, results.get(i));
            Result cutout = known.get(i).cutout();
            if (cutout != null) {
                mask.put("cutout", ArtworkJson.resultUrl(artwork, succeeded, cutout));
            }
            FactsJson.putFacts(mask, known.get(i));
            for (Shape shape : shapes) {
                // Empty: the artwork is being removed.
                String rle = encodings.get(i).join().orElseThrow(() -> new ApiException.NotFound(GONE));
                mask.set(shape.value(), json(shape, known.get(i), rle, i));
            }
            if (!text.add(Json.write(mask))) {
                throw tooLarge(i);
            }
        }
        if (readable < results.size()) {
            throw tooLarge(readable);
        }
        return text.toString();
    }

    /** Number of masks whose encodings together fit into a response. */
    private static int readable(List<MaskFacts> known) {
        long bytes = 0;
        for (int i = 0; i < known.size(); i++) {
            bytes += known.get(i).rleBytes();
            if (bytes > PageText.MAX_BYTES) {
                return i;
            }
        }
        return known.size();
    }

    private static String beginning(ArtworkFacts facts) {
        ObjectNode answer = Json.object();
        FactsJson.putPrompt(answer, facts);
        answer.putArray("masks");
        String json = Json.write(answer);
        return json.substring(0, json.length() - "]}".length());
    }

    private static ObjectNode mask(Artwork artwork, State.Succeeded succeeded, Result result) {
        return Json.object().put("url", ArtworkJson.resultUrl(artwork, succeeded, result));
    }

    /**
     * A mask's shape in a form.
     *
     * @param fitting number of masks before it on the page
     */
    private static JsonNode json(Shape shape, MaskFacts facts, String rle, int fitting) {
        return switch (shape) {
            case RLE -> {
                ObjectNode encoded = Json.object();
                encoded.putArray("size").add(facts.height()).add(facts.width());
                yield encoded.put("counts", rle);
            }
            case POLYGONS -> {
                Rle runs = Rle.parse(facts.width(), facts.height(), rle);
                String polygons = Polygons.trace(runs, PageText.MAX_BYTES).orElseThrow(() -> tooLarge(fitting));
                yield Json.object().rawValueNode(new RawValue(polygons));
            }
        };
    }

    /** @param fitting number of masks that fit on a page */
    private static ApiException tooLarge(int fitting) {
        return new ApiException.BadRequest(
                fitting == 0
                        ? "shapes must be fewer or left out here: those of a single mask would be over 5 MB"
                        : "limit must not be greater than " + fitting + " here: the page would be over 5 MB");
    }
}
