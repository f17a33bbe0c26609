package dev.frisket.segment;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.Events;
import dev.frisket.core.Faults;
import dev.frisket.core.SimulatedQueue.Received;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkFacts;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.Job;
import dev.frisket.core.store.ArtworkRemoval;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.MaskStore;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.fetch.PictureSource;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.StandInPacks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A waiting artwork with all dependencies of its workers. */
final class Workplace {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final PictureSource PICTURE = url -> PictureFiles.png(64, 48);
    static final PictureSource UNTOUCHED = url -> {
        throw new AssertionError("fetched");
    };

    final InMemoryBucket objects = new InMemoryBucket();
    final ArtworkStore artworks = new ArtworkStore(objects, Clock.fixed(NOW, ZoneOffset.UTC));
    final InMemoryQueue<Job> jobs = new InMemoryQueue<>();
    final InMemoryQueue<Announcement> webhooks = new InMemoryQueue<>();
    final Artwork artwork;
    private final ModelPacks packs;

    Workplace() {
        this(Artworks.starting("key1", NOW));
    }

    Workplace(Artwork artwork) {
        this(artwork, new StandInPacks());
    }

    /** @param packs the workers' models */
    Workplace(Artwork artwork, ModelPacks packs) {
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
        return done(handler(pictures, objects, Duration.ZERO), new Job(artwork.id(), "key1"), count);
    }

    /** Delivers the artwork's job after its deadline. */
    boolean doneTooLate(PictureSource pictures) {
        return done(handler(pictures, objects, Artwork.TIME_TO_END), new Job(artwork.id(), "key1"), 1);
    }

    /** Delivers the artwork's job to a worker whose bucket may fail. */
    boolean done(Bucket bucket, int count) {
        return done(handler(PICTURE, bucket, Duration.ZERO), new Job(artwork.id(), "key1"), count);
    }

    /** Delivers the artwork's job to a worker whose bucket may fail, with a cache of embeddings. */
    boolean done(Bucket bucket, EmbeddingCache embeddings, int count) {
        SegmentHandler handler = new SegmentHandler(
                PICTURE, packs, embeddings, bucket, jobs, webhooks, Clock.fixed(NOW, ZoneOffset.UTC));
        return done(handler, new Job(artwork.id(), "key1"), count);
    }

    /** Deletes the artwork, as its caller may at any time. */
    void delete() {
        new ArtworkRemoval(objects, artworks).delete("key1", artwork.id());
    }

    /** Delivers the artwork's job to a worker whose every call may fail. */
    boolean done(Faults faults, int count) {
        SegmentHandler handler = new SegmentHandler(
                PICTURE,
                packs,
                EmbeddingCache.none(),
                faults.through(Bucket.class, objects),
                faults.through(jobs),
                faults.through(webhooks),
                Clock.fixed(NOW, ZoneOffset.UTC));
        return done(handler, new Job(artwork.id(), "key1"), count);
    }

    /** Delivers the job of an artwork whose worker is known to have died. */
    boolean doneByAnother() {
        return done(handler(PICTURE, objects, Duration.ZERO), new Job(artwork.id(), "key1", true), 1);
    }

    /** Delivers a job for any artwork, which need not exist. */
    boolean done(ArtworkId id) {
        return done(handler(PICTURE, objects, Duration.ZERO), new Job(id, "key1"), 1);
    }

    /** Number of messages of a stored event that the queue must keep. */
    int kept(String event) {
        return handler(UNTOUCHED, objects, Duration.ZERO)
                .handleRequest(Events.read(event, SQSEvent.class), new TestContext())
                .getBatchItemFailures()
                .size();
    }

    State state() {
        return artworks.find("key1", artwork.id()).orElseThrow().state();
    }

    /** Object keys of all masks. */
    List<String> masks() {
        return objects.list("masks/", Integer.MAX_VALUE);
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
        return objects.list("facts/", Integer.MAX_VALUE);
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
        return new MaskStore(objects).facts(artwork.id(), success.attempt()).orElseThrow();
    }

    BufferedImage onlyMask() throws IOException {
        return mask(((State.Succeeded) state()).results().get(0));
    }

    /** A mask of the artwork, which has succeeded. */
    BufferedImage mask(Result result) throws IOException {
        byte[] file = objects.get(named().get(result.number())).orElseThrow().bytes();
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private SegmentHandler handler(PictureSource pictures, Bucket bucket, Duration later) {
        return new SegmentHandler(
                pictures,
                packs,
                EmbeddingCache.none(),
                bucket,
                jobs,
                webhooks,
                Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
    }

    private static boolean done(SegmentHandler handler, Job job, int count) {
        return handler.handleRequest(
                        Received.event(new Received("m", "m/" + count, job.write(), count)), new TestContext())
                .getBatchItemFailures()
                .isEmpty();
    }
}
