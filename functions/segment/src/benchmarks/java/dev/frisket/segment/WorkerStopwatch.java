package dev.frisket.segment;

import dev.frisket.core.queue.InMemoryQueue;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.BoxesParameters;
import dev.frisket.core.artwork.CutoutFormat;
import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.OutputFormat;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.Point;
import dev.frisket.core.artwork.PointGroup;
import dev.frisket.core.artwork.PointsParameters;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.core.queue.Job;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.ObjectKeys;
import dev.frisket.segment.embedding.StoredEmbeddings;
import dev.frisket.segment.onnx.OnnxPacks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The whole worker, from a job's message to a mask on disk, for each line {@code PICTURE X Y MASK CUTOUT} that it reads,
 * where CUTOUT is none, png or webp: the Java side of {@code worker.py}. The worker itself logs how long its stages took; a line "done" follows.
 */
public final class WorkerStopwatch {
    private final InMemoryBucket objects = new InMemoryBucket();
    private final ArtworkStore artworks = new ArtworkStore(objects, Clock.systemUTC());
    private final SegmentHandler handler;

    private WorkerStopwatch(Path models) {
        handler = new SegmentHandler(
                WorkerStopwatch::read,
                OnnxPacks.preload(
                        models,
                        List.of("sam2-tiny"),
                        Runtime.getRuntime().availableProcessors()),
                new StoredEmbeddings(objects),
                UnkeptFiles.over(objects),
                new InMemoryQueue<>(),
                new InMemoryQueue<>(),
                Clock.systemUTC());
    }

    public static void main(String[] arguments) throws IOException {
        WorkerStopwatch stopwatch = new WorkerStopwatch(Path.of(arguments[0]));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            stopwatch.mask(words[0], Double.parseDouble(words[1]), Double.parseDouble(words[2]), Path.of(words[3]), words[4]);
            System.out.println("done");
        }
    }

    private void mask(String picture, double x, double y, Path out, String cutout) throws IOException {
        CutoutFormat format = CutoutFormat.valueOf(cutout.toUpperCase(Locale.ROOT));
        Artwork artwork = artworks.create(artwork(picture, new Point(x, y), format));
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setBody(new Job(artwork.id(), artwork.keyId()).write());
        message.setAttributes(Map.of());
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        handler.handleRequest(event, new TestContext());
        State.Succeeded success = (State.Succeeded)
                artworks.find(artwork.keyId(), artwork.id()).orElseThrow().state();
        String mask =
                ObjectKeys.mask(artwork.id(), success.attempt(), success.results().get(0));
        Files.write(out, objects.get(mask).orElseThrow().bytes());
        objects.list("", 100).forEach(objects::delete); // a bucket would not be in the worker's memory either
    }

    private static Artwork artwork(String picture, Point point, CutoutFormat cutout) {
        Artwork any = Artworks.starting("key1", Clock.systemUTC().instant());
        Parameters parameters = new Parameters(
                picture,
                Method.POINTS,
                TextParameters.DEFAULTS,
                new PointsParameters(new PointGroup(List.of(point), null), null, 0, true, true),
                BoxesParameters.DEFAULTS,
                MaskParameters.DEFAULTS,
                OutputFormat.WEBP,
                cutout,
                null);
        return new Artwork(
                any.id(), any.keyId(), any.organization(), any.apiUrl(), parameters, any.deadline(), any.state());
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
