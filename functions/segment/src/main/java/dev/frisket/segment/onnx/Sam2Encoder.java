package dev.frisket.segment.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.frisket.core.log.Work;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.picture.SourceImage;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * SAM 2's image encoder. Several pictures at once share the threads: each takes longer, and memory for it, but all together
 * keep more of the processor busy.
 */
final class Sam2Encoder implements AutoCloseable {
    /** Side of the model's square input, pixels. */
    static final int SIDE = 1024;

    private static final String IMAGE = "image";

    private final OnnxFile file;
    private final RunPool<FloatBuffer> images =
            new RunPool<>(() -> OnnxFile.directBuffer(PictureTensor.CHANNELS * SIDE * SIDE));

    Sam2Encoder(ModelPack pack, int threads) {
        this.file = new OnnxFile(pack, "encoder", threads);
    }

    String digest() {
        return file.sha256();
    }

    Embedding encode(SourceImage picture) {
        return images.use(image -> encode(picture, image));
    }

    private Embedding encode(SourceImage picture, FloatBuffer image) {
        long began = System.nanoTime();
        PictureTensor.fill(picture, SIDE, image);
        Work.record("Resize", began);
        began = System.nanoTime();
        try (OnnxTensor input = file.tensor(IMAGE, image);
                OrtSession.Result result = file.run(Map.of(IMAGE, input), file.outputs())) {
            Map<String, short[]> tensors = new HashMap<>();
            for (String output : file.outputs()) {
                tensors.put(output, Half.narrow(OnnxFile.values(result, output)));
            }
            Work.record("Encode", began);
            return new Embedding(tensors);
        } catch (OrtException e) {
            throw new ModelException("The encoder failed: " + e.getMessage(), e);
        }
    }

    /** Loads the file unless it is loaded. */
    void load() {
        file.load();
    }

    @Override
    public void close() {
        images.afterAll(file::close);
    }
}
