package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.OutputFormat;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.PointGroup;
import dev.frisket.core.artwork.PointsParameters;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.Job;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.ObjectKeys;
import dev.frisket.segment.embedding.StoredEmbeddings;
import dev.frisket.segment.model.PointsPrompt;
import dev.frisket.segment.onnx.GoldenPoints;
import dev.frisket.segment.onnx.RealPacks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.BitSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the golden cases from the job's message to the stored file, with the real model. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenWorkerTest {
    private static final Path IMAGES = Path.of(System.getProperty("golden"), "images");

    private final InMemoryBucket objects = new InMemoryBucket();
    private final ArtworkStore artworks = new ArtworkStore(objects, Clock.systemUTC());
    private final SegmentHandler handler = new SegmentHandler(
            GoldenWorkerTest::read,
            RealPacks.shared(),
            new StoredEmbeddings(objects),
            objects,
            new InMemoryQueue<>(),
            new InMemoryQueue<>(),
            Clock.systemUTC());

    static Stream<GoldenPoints.Case> cases() {
        return GoldenPoints.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void storedMasksAreTheGoldenOnes(GoldenPoints.Case golden) throws IOException {
        Artwork artwork = artworks.create(artwork(golden));
        SQSEvent event = Events.read("segment-job", SQSEvent.class);
        event.getRecords().get(0).setBody(new Job(artwork.id(), artwork.keyId()).write());

        assertThat(handler.handleRequest(event, new TestContext()).getBatchItemFailures())
                .isEmpty();

        State state = artworks.find(artwork.keyId(), artwork.id()).orElseThrow().state();
        assertThat(state).isInstanceOf(State.Succeeded.class);
        State.Succeeded success = (State.Succeeded) state;
        JsonNode masks = golden.expected().get("masks");
        assertThat(success.results()).hasSize(golden.expected().get("count").asInt());
        assertThat(success.duration()).isPositive();
        for (int i = 0; i < success.results().size(); i++) {
            BitSet stored = inside(artwork, success, success.results().get(i));
            BitSet expected = GoldenPoints.mask(masks.get(i).get("file").asText());
            assertThat(GoldenPoints.iou(stored, expected))
                    .isGreaterThanOrEqualTo(masks.get(i).get("minIou").asDouble());
        }
    }

    private static Artwork artwork(GoldenPoints.Case golden) {
        PointsPrompt prompt = golden.prompt();
        Artwork any = Artworks.starting("key1", Clock.systemUTC().instant());
        Parameters parameters = new Parameters(
                golden.image(),
                Method.POINTS,
                TextParameters.DEFAULTS,
                new PointsParameters(
                        new PointGroup(prompt.positive(), null),
                        new PointGroup(prompt.negative(), null),
                        prompt.refinementSteps(),
                        prompt.multimask(),
                        prompt.bestMask()),
                MaskParameters.DEFAULTS,
                OutputFormat.AUTO,
                null);
        return new Artwork(
                any.id(), any.keyId(), any.organization(), any.apiUrl(), parameters, any.deadline(), any.state());
    }

    private BitSet inside(Artwork artwork, State.Succeeded success, Result result) throws IOException {
        byte[] file = objects.get(ObjectKeys.mask(artwork.id(), success.attempt(), result))
                .orElseThrow()
                .bytes();
        return GoldenPoints.inside(ImageIO.read(new ByteArrayInputStream(file)));
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(IMAGES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
