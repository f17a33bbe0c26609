package dev.frisket.packs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.json.Json;
import dev.frisket.core.json.MalformedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sizes and digests recorded by the first fetch, for files whose publisher provides none; enforced from then on.
 *
 * @param pins by file name
 */
record ManifestLock(SortedMap<String, Pin> pins) {
    static final String FILE = "manifest.lock.json";

    /** The required size and digest of a file. */
    record Pin(long bytes, String sha256) {}

    ManifestLock {
        pins = new TreeMap<>(pins);
    }

    /**
     * Reads the lock beside a manifest; empty if there is none.
     *
     * @throws IllegalArgumentException if it is not valid
     */
    static ManifestLock read(Path folder) throws IOException {
        try {
            return parse(Files.readAllBytes(folder.resolve(FILE)));
        } catch (NoSuchFileException e) {
            return new ManifestLock(new TreeMap<>());
        }
    }

    /**
     * Parses the JSON form.
     *
     * @throws IllegalArgumentException if it is not valid
     */
    static ManifestLock parse(byte[] json) {
        try {
            return new ManifestLock(
                    new TreeMap<>(new StrictObject(FILE, Json.readStrictly(json)).values((files, name) -> {
                        StrictObject pin = files.object(name).withExactly("bytes", "sha256");
                        return new Pin(pin.count("bytes"), pin.text("sha256"));
                    })));
        } catch (MalformedJson e) {
            throw new IllegalArgumentException(FILE + " " + e.getMessage(), e);
        }
    }

    /** The manifest with the sizes and digests that it lacks; its own take precedence. */
    Manifest applyTo(Manifest manifest) {
        return manifest.with(manifest.files().stream().map(this::pin).toList());
    }

    private ModelFile pin(ModelFile file) {
        Pin pin = pins.get(file.name());
        return file.isPinned() || pin == null ? file : file.pinned(pin.bytes(), pin.sha256());
    }

    /** This lock with one more file. */
    ManifestLock with(String file, Pin pin) {
        SortedMap<String, Pin> more = new TreeMap<>(pins);
        more.put(file, pin);
        return new ManifestLock(more);
    }

    /** Writes the lock beside a manifest; returns its file. */
    Path write(Path folder) throws IOException {
        ObjectNode object = Json.object();
        pins.forEach(
                (name, pin) -> object.putObject(name).put("bytes", pin.bytes).put("sha256", pin.sha256));
        Path written = Files.writeString(folder.resolve("." + FILE), object.toPrettyString() + "\n");
        return Files.move(written, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
