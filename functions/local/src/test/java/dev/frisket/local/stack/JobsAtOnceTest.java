package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.access.key.Token;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.packs.Capability;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.Model;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.PointsPrompt;
import dev.frisket.segment.model.StandInModel;
import dev.frisket.segment.picture.SourceImage;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stack works on as many artworks at the same time as its settings say. */
class JobsAtOnceTest {
    private static final Token KEY = Token.create(new SecureRandom());
    private static final int JOBS = 2;

    @TempDir
    private Path folder;

    /** Neither goes on before the other has come as far. */
    @Test
    @Timeout(120)
    void artworksOfTwoPicturesMeetInTheModel() throws Exception {
        Settings one = new Settings(0, KEY, folder);
        Settings settings = new Settings(
                one.host(),
                one.port(),
                one.key(),
                one.data(),
                one.endpoint(),
                one.modelPacks(),
                JOBS,
                one.embeddingCache(),
                one.maxUnfinished(),
                one.limits(),
                one.cors());
        try (PictureHost host = new PictureHost();
                RunningStack stack = RunningStack.start(
                        settings, new MeetingPacks(), AddressPolicy.ALLOW_PRIVATE, Clock.systemUTC())) {
            HttpCalls calls = HttpCalls.of(stack.address());
            host.answer(200);
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < JOBS; i++) {
                ids.add(create(calls, host.address()));
            }
            for (String id : ids) {
                assertThat(ended(calls, id)).isEqualTo("succeeded");
            }
        }
    }

    private static String create(HttpCalls calls, URI picture) throws Exception {
        String body = "{\"imageUrl\": \"%s\", \"method\": \"points\", \"pointsPositive\": {\"points\": [[0.5, 0.5]]}}"
                .formatted(picture);
        return HttpCalls.json(calls.send("POST", "/v2/artworks/segmentation", "Bearer " + KEY.text(), body))
                .get("id")
                .textValue();
    }

    private static String ended(HttpCalls calls, String id) throws Exception {
        while (true) {
            JsonNode artwork = HttpCalls.json(calls.send("GET", "/v2/artworks/" + id, "Bearer " + KEY.text(), null));
            String status = artwork.get("status").textValue();
            if (!status.equals("starting") && !status.equals("processing")) {
                return status;
            }
            Thread.sleep(20);
        }
    }

    /** A stand-in model whose decoder waits for the other artwork. */
    private static final class MeetingPacks implements ModelPacks, MaskModel {
        private final CyclicBarrier meeting = new CyclicBarrier(JOBS);
        private final MaskModel model = new StandInModel();

        @Override
        public <M extends Model> Optional<M> find(Capability capability, Class<M> port) {
            return port.isInstance(this) ? Optional.of(port.cast(this)) : Optional.empty();
        }

        @Override
        public String digest() {
            return model.digest();
        }

        @Override
        public int enoughPixels() {
            return model.enoughPixels();
        }

        @Override
        public Embedding encode(SourceImage picture) {
            return model.encode(picture);
        }

        @Override
        public List<Candidate> decode(Embedding embedding, PointsPrompt prompt) {
            try {
                meeting.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return model.decode(embedding, prompt);
        }

        @Override
        public List<Candidate> decode(Embedding embedding, List<Box> boxes, int refinementSteps) {
            return model.decode(embedding, boxes, refinementSteps);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
