package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.core.api.Scope;
import dev.frisket.core.id.Sha256;
import dev.frisket.core.json.Json;
import dev.frisket.packs.Capability;
import dev.frisket.packs.Manifest;
import dev.frisket.packs.ModelPack;
import dev.frisket.packs.WordList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code GET /v2/models}: the packs in use, from the manifests and words that the build adds to this function. */
final class ModelList {
    private static final List<String> TOLD = List.of("name", "title", "capabilities", "licence", "credit");

    private final ArrayNode models = Json.object().arrayNode();

    /** @throws IllegalStateException if a pack does not exist */
    ModelList(List<String> packs) {
        packs.forEach(pack -> models.add(model(pack)));
    }

    Reply answer(APIGatewayProxyRequestEvent event) {
        Caller.of(event).require(Scope.GENERATOR);
        return Reply.json(200, models);
    }

    private static ObjectNode model(String pack) {
        byte[] file = file(pack, ModelPack.MANIFEST)
                .orElseThrow(() -> new IllegalStateException("there is no model pack " + pack));
        byte[] lock = file(pack, ModelPack.LOCK).orElse(new byte[0]);
        Manifest manifest =
                lock.length == 0 ? Manifest.parse(file) : Manifest.parse(file).pinned(lock);
        JsonNode json = Json.read(file);
        ObjectNode model = Json.object();
        TOLD.forEach(property -> model.set(property, json.get(property)));
        // Digest of the manifest and its lock, which contain the digests of all files: it changes with any of them.
        byte[] both = Arrays.copyOf(file, file.length + lock.length);
        System.arraycopy(lock, 0, both, file.length, lock.length);
        model.put("digest", Sha256.hex(both));
        ArrayNode files = model.putArray("files");
        manifest.files().forEach(each -> files.addObject()
                .put("name", each.name())
                .put("bytes", each.bytes())
                .put("sha256", each.sha256()));
        if (manifest.capabilities().contains(Capability.TEXT)) {
            model.set("vocabulary", vocabulary(words(manifest)));
        }
        return model;
    }

    /** The words that the worker also uses; a pack without a list is open to all words. */
    private static Optional<WordList> words(Manifest manifest) {
        return manifest.words()
                .map(file -> file(manifest.name(), file.name())
                        .orElseThrow(() -> new IllegalStateException(
                                "the model pack " + manifest.name() + " lacks " + file.name())))
                .map(WordList::parse);
    }

    private static ObjectNode vocabulary(Optional<WordList> words) {
        ObjectNode vocabulary = Json.object().put("open", words.isEmpty());
        ArrayNode classes = vocabulary.putArray("classes");
        ArrayNode groups = vocabulary.putArray("groups");
        ArrayNode everything = vocabulary.putArray("everything");
        words.ifPresent(list -> {
            list.section("classes")
                    .forEach((name, synonyms) -> entry(classes, name).set("words", array(synonyms)));
            list.section("groups")
                    .forEach((name, members) -> entry(groups, name).set("classes", array(members)));
            everything.addAll(array(list.words("everything")));
        });
        return vocabulary;
    }

    private static ObjectNode entry(ArrayNode entries, String name) {
        return entries.addObject().put("name", name);
    }

    private static ArrayNode array(List<String> words) {
        ArrayNode array = Json.object().arrayNode();
        words.forEach(array::add);
        return array;
    }

    private static Optional<byte[]> file(String pack, String name) {
        try (InputStream file = ModelList.class.getResourceAsStream("/models/" + pack + "/" + name)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
