package dev.frisket.packs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import dev.frisket.core.json.MalformedJson;
import java.util.LinkedHashSet;

/**
 * Reads the JSON form of a manifest. Every property is required, and no other is accepted.
 *
 * <p>Binding records by reflection would delay a cold start's first model by 0.1 s.
 */
final class ManifestReader {
    private ManifestReader() {}

    /** @throws IllegalArgumentException if a property is missing, null, unknown, duplicate, or out of range */
    static Manifest read(byte[] json) {
        try {
            return manifest(new StrictObject("manifest", Json.readStrictly(json)));
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("it " + e.getMessage(), e);
        }
    }

    private static Manifest manifest(StrictObject object) {
        object.withExactly(
                "version",
                "name",
                "title",
                "family",
                "capabilities",
                "licence",
                "credit",
                "source",
                "worker",
                "optimised",
                "files");
        StrictObject worker = object.object("worker").withExactly("megabytes", "seconds");
        return new Manifest(
                object.integer("version"),
                object.text("name"),
                object.text("title"),
                object.text("family"),
                new LinkedHashSet<>(object.texts("capabilities", Capability::of)),
                object.text("licence"),
                object.text("credit"),
                source(object.object("source")),
                new WorkerSize(worker.integer("megabytes"), worker.integer("seconds")),
                object.object("optimised").values((roles, role) -> roles.list(role, ManifestReader::optimised)),
                object.list("files", ManifestReader::file));
    }

    /** The kind of a source follows from its properties. */
    private static Source source(StrictObject source) {
        if (source.has("npm")) {
            source.withExactly("npm", "version");
            return new NpmPackage(source.text("npm"), source.text("version"));
        }
        if (source.has("hub")) {
            source.withExactly("hub", "repository", "revision");
            return new HubRepository(source.text("hub"), source.text("repository"), source.text("revision"));
        }
        return new SourceTree(source.withExactly("origin").text("origin"));
    }

    private static OptimisedFile optimised(String place, JsonNode node) {
        StrictObject file = new StrictObject(place, node).withExactly("name", "bytes", "sha256");
        return new OptimisedFile(file.text("name"), file.count("bytes"), file.text("sha256"));
    }

    private static ModelFile file(String place, JsonNode node) {
        StrictObject file = new StrictObject(place, node)
                .withExactly("name", "role", "path", "bytes", "sha256", "inputs", "outputs", "exposed");
        return new ModelFile(
                file.text("name"),
                file.text("role"),
                file.text("path"),
                file.count("bytes"),
                file.text("sha256"),
                file.object("inputs").values(ManifestReader::tensor),
                file.object("outputs").values(ManifestReader::tensor),
                file.object("exposed").values(ManifestReader::shape));
    }

    /** A bare shape means floats. */
    private static TensorSpec tensor(StrictObject tensors, String name) {
        if (tensors.node().path(name).isArray()) {
            return TensorSpec.floats(shape(tensors, name));
        }
        StrictObject tensor = tensors.object(name).withExactly("elements", "shape");
        return new TensorSpec(TensorSpec.Elements.of(tensor.text("elements")), shape(tensor, "shape"));
    }

    private static Shape shape(StrictObject shapes, String name) {
        return new Shape(shapes.counts(name));
    }
}
