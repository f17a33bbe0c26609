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
import dev.frisket.packs.Capability;
import dev.frisket.packs.CheckedFiles;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.embedding.StoredEmbeddings;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.onnx.OnnxEnvironment;
import dev.frisket.segment.onnx.OnnxPacks;
import dev.frisket.segment.picture.PictureDecoder;
import dev.frisket.segment.picture.PictureException;
import dev.frisket.segment.picture.SourceImage;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The whole worker, from a job's message to a mask on disk, for each line that it reads: the Java side of {@code worker.py}
 * and {@code words.py}. A line is {@code PICTURE X Y MASK CUTOUT} or {@code PICTURE text CONFIDENCE MASK CUTOUT WORDS…},
 * where CUTOUT is none, png or webp; by words it masks the best detection. The worker itself logs how long its stages took;
 * a line "done" follows. A line {@code decode PICTURE} only decodes a picture, and {@code encode} then only encodes it.
 */
public final class WorkerStopwatch {
    private final InMemoryBucket objects = new InMemoryBucket();
    private final ArtworkStore artworks = new ArtworkStore(objects, Clock.systemUTC());
    private final SegmentHandler handler;
    private final MaskModel model;
    private @Nullable SourceImage decoded;

    private WorkerStopwatch(Path models, List<String> names) {
        OnnxEnvironment.preload();
        OnnxPacks packs = OnnxPacks.preload(
                ModelPack.read(models, names),
                CheckedFiles.read(models),
                Runtime.getRuntime().availableProcessors());
        model = packs.find(Capability.POINTS, MaskModel.class).orElseThrow();
        handler = new SegmentHandler(
                WorkerStopwatch::read,
                packs,
                new StoredEmbeddings(objects),
                UnkeptFiles.over(objects),
                new InMemoryQueue<>(),
                new InMemoryQueue<>(),
                Clock.systemUTC());
    }

    public static void main(String[] arguments) throws IOException, PictureException {
        WorkerStopwatch stopwatch = new WorkerStopwatch(Path.of(arguments[0]), List.of(arguments[1].split(",")));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            stopwatch.work(line.split(" ", 6));
            System.out.println("done");
        }
    }

    private void work(String[] words) throws IOException, PictureException {
        switch (words[0]) {
            case "decode" ->
                decoded = PictureDecoder.draft(read(words[1]), model.enoughPixels()).image();
            case "encode" -> model.encode(Objects.requireNonNull(decoded));
            default -> mask(artwork(words), Path.of(words[3]));
        }
    }

    private void mask(Artwork wanted, Path out) throws IOException {
        Artwork artwork = artworks.create(wanted);
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

    private static Artwork artwork(String[] words) {
        CutoutFormat cutout = CutoutFormat.valueOf(words[4].toUpperCase(Locale.ROOT));
        double third = Double.parseDouble(words[2]);
        return words[1].equals("text")
                ? artwork(words[0], Method.TEXT, new TextParameters(words[5], third, 1, true), PointsParameters.DEFAULTS, cutout)
                : artwork(words[0], Method.POINTS, TextParameters.DEFAULTS, at(Double.parseDouble(words[1]), third), cutout);
    }

    private static PointsParameters at(double x, double y) {
        return new PointsParameters(new PointGroup(List.of(new Point(x, y)), null), null, 0, true, true);
    }

    private static Artwork artwork(
            String picture, Method method, TextParameters text, PointsParameters points, CutoutFormat cutout) {
        Artwork any = Artworks.starting("key1", Clock.systemUTC().instant());
        Parameters parameters = new Parameters(
                picture,
                method,
                text,
                points,
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
