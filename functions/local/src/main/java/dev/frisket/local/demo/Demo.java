package dev.frisket.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Sends each sample through an API, and saves the mask and an overlay. */
public final class Demo {
    private final Path folder;
    private final PrintWriter out;
    private final PrintWriter progress;

    /**
     * @param folder for the masks and overlays
     * @param out receives the artworks, a line of JSON each
     * @param progress receives progress messages for people
     */
    public Demo(Path folder, PrintWriter out, PrintWriter progress) {
        this.folder = folder;
        this.out = out;
        this.progress = progress;
    }

    /**
     * Runs all samples.
     *
     * @return whether all of them succeeded
     */
    public boolean run(URI api, String key) throws IOException, InterruptedException {
        return run(api, key, Sample.ALL);
    }

    /** Runs all samples and a large picture, which takes a different decoding path. */
    public boolean runWithLarge(URI api, String key) throws IOException, InterruptedException {
        return run(
                api,
                key,
                Stream.concat(Sample.ALL.stream(), Stream.of(Sample.LARGE)).toList());
    }

    private boolean run(URI api, String key, List<Sample> samples) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        ApiClient client = new ApiClient(api, key);
        boolean succeeded = true;
        Map<Sample, URI> artworks = new LinkedHashMap<>();
        for (Sample sample : samples) {
            URI picture = client.upload(sample.bytes(), sample.contentType());
            artworks.put(sample, client.submit(sample.request(picture)));
        }
        for (Map.Entry<Sample, URI> artwork : artworks.entrySet()) {
            succeeded &= finish(client, artwork.getKey(), artwork.getValue());
        }
        return succeeded;
    }

    private boolean finish(ApiClient client, Sample sample, URI address) throws IOException, InterruptedException {
        JsonNode artwork = client.await(address, status -> report(sample.name() + ": " + status));
        out.println(Json.write(artwork));
        out.flush();
        if (!artwork.path("status").asText().equals("succeeded")) {
            report(sample.name() + " failed: " + artwork.path("error").asText());
            return false;
        }
        byte[] file = client.fetch(URI.create(artwork.path("results").path(0).asText()));
        BufferedImage mask = ImageIO.read(new ByteArrayInputStream(file));
        if (mask == null) {
            report(sample.name() + " failed: the result is no picture");
            return false;
        }
        report("wrote " + Files.write(folder.resolve(sample.name() + "-mask.png"), file));
        Path overlay = folder.resolve(sample.name() + "-overlay.png");
        ImageIO.write(Overlay.of(sample.picture(), mask), "png", overlay.toFile());
        report("wrote " + overlay);
        return true;
    }

    private void report(String line) {
        progress.println(line);
        progress.flush();
    }
}
