package dev.frisket.segment.onnx;

import dev.frisket.packs.Capability;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.Model;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.PointsPrompt;
import dev.frisket.segment.picture.SourceImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bundled packs, opened once per process for all test classes, and closed when the process ends.
 *
 * <p>The encoder takes seconds, and its output depends only on the pixels: equal pixels are encoded once, so tests with
 * the same golden pictures share the work.
 */
public final class RealPacks implements ModelPacks {
    private static final RealPacks SHARED = new RealPacks();

    private final OnnxPacks packs =
            OnnxPacks.open(Path.of(System.getProperty("models")), List.of("sam2-tiny", "coco-ssd"), 2);
    private final MaskModel maskModel =
            new EncodesOnce(packs.find(Capability.POINTS, MaskModel.class).orElseThrow());

    private RealPacks() {}

    public static ModelPacks shared() {
        return SHARED;
    }

    @Override
    public <M extends Model> Optional<M> find(Capability capability, Class<M> port) {
        return port.isInstance(maskModel)
                ? packs.find(capability, port).map(found -> port.cast(maskModel))
                : packs.find(capability, port);
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("other tests use it");
    }

    private record Pixels(int width, int height, ByteBuffer rgb) {}

    private static final class EncodesOnce implements MaskModel {
        private final Map<Pixels, Embedding> embeddings = new ConcurrentHashMap<>();
        private final MaskModel model;

        EncodesOnce(MaskModel model) {
            this.model = model;
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
            return embeddings.computeIfAbsent(
                    new Pixels(picture.width(), picture.height(), ByteBuffer.wrap(picture.rgb())),
                    pixels -> model.encode(picture));
        }

        @Override
        public List<Candidate> decode(Embedding embedding, PointsPrompt prompt) {
            return model.decode(embedding, prompt);
        }

        @Override
        public List<Candidate> decode(Embedding embedding, List<Box> boxes, int refinementSteps) {
            return model.decode(embedding, boxes, refinementSteps);
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException("other tests use it");
        }
    }
}
