package dev.frisket.segment;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.Events;
import dev.frisket.core.Faults;
import dev.frisket.core.TestBackend;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkFacts;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.ReceivedMessage;
import dev.frisket.core.store.ArtworkRemoval;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.MaskStore;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.fetch.PictureSource;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.StandInPacks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A backend with a waiting artwork, and the workers that receive its job. */
final class WorkerFixture extends TestBackend {
    static final PictureSource PICTURE = url -> PictureFiles.png(64, 48);
    static final PictureSource UNTOUCHED = url -> {
        throw new AssertionError("fetched over the web: " + url);
    };

    final ArtworkStore artworks = new ArtworkStore(data, clock);
    final Artwork artwork;
    private final ModelPacks packs;

    WorkerFixture() {
        this(Artworks.starting("key1", NOW));
    }

    WorkerFixture(Artwork artwork) {
        this(artwork, new StandInPacks());
    }

    /** @param packs the workers' models */
    WorkerFixture(Artwork artwork, ModelPacks packs) {
        this.artwork = artworks.create(artwork);
        this.packs = packs;
    }

    /**
     * Delivers the artwork's job to a worker.
     *
     * @param count how often the job has been received, this time included
     * @return whether the queue may delete the job
     */
    boolean done(PictureSource pictures, int count) {
        return job(count).doneBy(worker(pictures, EmbeddingCache.none(), ports()));
    }

    /** Delivers the artwork's job after its deadline. */
    boolean doneTooLate(PictureSource pictures) {
        clock.set(artwork.deadline());
        return done(pictures, 1);
    }

    /** Delivers the artwork's job to a worker with this data bucket. */
    boolean done(Bucket bucket, int count) {
        return done(bucket, EmbeddingCache.none(), count);
    }

    /** Delivers the artwork's job to a worker with this data bucket and a cache of embeddings. */
    boolean done(Bucket bucket, EmbeddingCache embeddings, int count) {
        Ports ports = new Ports(bucket, control, jobs, webhooks, deadWebhooks, clock);
        return job(count).doneBy(worker(PICTURE, embeddings, ports));
    }

    /** Delivers the artwork's job to a worker whose calls have these faults. */
    boolean done(Faults faults, int count) {
        return job(count).doneBy(worker(PICTURE, EmbeddingCache.none(), ports(faults)));
    }

    /** Delivers the job of an artwork whose worker is known to have died. */
    boolean doneByAnother() {
        return message(new Job(artwork.id(), "key1", true), 1).doneBy(worker(PICTURE));
    }

    /** Delivers a job for any artwork, which need not exist. */
    boolean done(ArtworkId id) {
        return message(new Job(id, "key1"), 1).doneBy(worker(PICTURE));
    }

    /** Delivers the job of any artwork to a worker that has so many milliseconds left. */
    boolean done(ArtworkId id, int count, IntSupplier millisLeft) {
        return message(new Job(id, "key1"), count).doneBy(worker(PICTURE), new TestContext(millisLeft));
    }

    /** Number of messages of a stored event that the queue must keep. */
    int kept(String event) {
        return worker(UNTOUCHED)
                .handleRequest(Events.read(event, SQSEvent.class), new TestContext())
                .getBatchItemFailures()
                .size();
    }

    /** Deletes the artwork, as its caller may at any time. */
    void delete() {
        new ArtworkRemoval(data, artworks).delete("key1", artwork.id());
    }

    State state() {
        return artworks.find("key1", artwork.id()).orElseThrow().state();
    }

    /** Object keys of all masks. */
    List<String> masks() {
        return data.list("masks/", Integer.MAX_VALUE);
    }

    /** Object keys of the masks that the artwork, which has succeeded, lists as results. */
    List<String> named() {
        State.Succeeded success = (State.Succeeded) state();
        String folder = "masks/" + artwork.id() + "/" + success.attempt() + "/";
        return success.results().stream()
                .map(result -> folder + result.fileName())
                .toList();
    }

    /** Object keys of all that is known of masks. */
    List<String> factsKeys() {
        return data.list("facts/", Integer.MAX_VALUE);
    }

    /** Object keys of what is known of the masks that the artwork, which has succeeded, lists as results. */
    List<String> namedFacts() {
        State.Succeeded success = (State.Succeeded) state();
        String folder = "facts/" + artwork.id() + "/" + success.attempt() + "/";
        return Stream.concat(
                        success.results().stream().map(result -> folder + result.number() + ".rle"),
                        Stream.of(folder + "masks.json"))
                .toList();
    }

    /** What is known of the masks of the artwork, which has succeeded. */
    ArtworkFacts facts() {
        State.Succeeded success = (State.Succeeded) state();
        return new MaskStore(data).facts(artwork.id(), success.attempt()).orElseThrow();
    }

    BufferedImage onlyMask() throws IOException {
        return mask(((State.Succeeded) state()).results().get(0));
    }

    /** A mask of the artwork, which has succeeded. */
    BufferedImage mask(Result result) throws IOException {
        byte[] file = data.get(named().get(result.number())).orElseThrow().bytes();
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private SegmentHandler worker(PictureSource pictures) {
        return worker(pictures, EmbeddingCache.none(), ports());
    }

    private SegmentHandler worker(PictureSource pictures, EmbeddingCache embeddings, Ports ports) {
        return new SegmentHandler(
                pictures, packs, embeddings, ports.data(), ports.jobs(), ports.webhooks(), ports.clock());
    }

    private ReceivedMessage job(int count) {
        return message(new Job(artwork.id(), "key1"), count);
    }

    private static ReceivedMessage message(Job job, int count) {
        return new ReceivedMessage("m", job.write(), count);
    }
}
