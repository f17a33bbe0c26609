package dev.frisket.segment.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.Logits;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** SAM 2's prompt encoder and mask decoder, which are one file. */
final class Sam2Decoder implements AutoCloseable {
    private static final String COORDINATES = "point_coords";
    private static final String LABELS = "point_labels";
    private static final String MASK = "mask_input";
    private static final String HAS_MASK = "has_mask_input";

    /** All four masks, unbounded logits; the file's own output has three, clamped. */
    private static final String MASKS = "/Reshape_8_output_0";

    private static final String SCORES = "/iou_prediction_head/Sigmoid_output_0";

    /** Rows of a mask, and logits per row. */
    static final int MASK_SIDE = 256;

    private static final int MASK_SIZE = MASK_SIDE * MASK_SIDE;

    /** Logits that are fed back are clamped to this magnitude, as in training. */
    private static final float LIMIT = 32;

    private final OnnxFile file;
    private final RunPool<Inputs> inputs = new RunPool<>(Inputs::new);

    /** Buffers that the input tensors of a run share. */
    private static final class Inputs {
        private final Map<String, FloatBuffer> buffers = new HashMap<>();
        /** The embedding currently in the buffers. */
        private @Nullable Embedding buffered;

        /** Fills the buffers, unless they already contain this embedding. */
        @SuppressWarnings("ReferenceEquality") // an equal instance is only filled in again
        void keep(Embedding embedding) {
            if (embedding == buffered) {
                return;
            }
            buffered = null;
            for (Map.Entry<String, short[]> tensor : embedding.tensors().entrySet()) {
                FloatBuffer values = kept(tensor.getKey(), tensor.getValue().length);
                Half.widen(tensor.getValue(), values);
                values.flip();
            }
            buffered = embedding;
        }

        FloatBuffer keep(String name, float[] values) {
            return kept(name, values.length).put(values).flip();
        }

        FloatBuffer get(String name) {
            return Objects.requireNonNull(buffers.get(name));
        }

        /** The buffer kept for an input, cleared. */
        private FloatBuffer kept(String name, int count) {
            FloatBuffer buffer = buffers.get(name);
            if (buffer == null || buffer.capacity() < count) {
                buffer = OnnxFile.directBuffer(count);
                buffers.put(name, buffer);
            }
            return buffer.clear();
        }
    }

    Sam2Decoder(ModelPack pack, int threads) {
        this.file = new OnnxFile(pack, "decoder", threads);
    }

    /**
     * Decodes prompts about one picture.
     *
     * @param refinementSteps how many times the chosen logits are fed back
     * @param choice selects which of the four masks is fed back
     * @return the masks of the last pass, for each prompt
     */
    List<MaskTokens> decode(
            Embedding embedding, Sam2Prompt prompt, int refinementSteps, Function<MaskTokens, Candidate> choice) {
        return inputs.use(buffers -> decode(buffers, embedding, prompt, refinementSteps, choice));
    }

    private List<MaskTokens> decode(
            Inputs buffers,
            Embedding embedding,
            Sam2Prompt prompt,
            int refinementSteps,
            Function<MaskTokens, Candidate> choice) {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            buffers.keep(embedding);
            for (String name : embedding.tensors().keySet()) {
                tensors.put(name, file.tensor(name, buffers.get(name)));
            }
            tensors.put(COORDINATES, file.tensor(COORDINATES, prompt.coordinates(), prompt.count(), prompt.points()));
            tensors.put(LABELS, file.tensor(LABELS, prompt.labels(), prompt.count(), prompt.points()));
            List<MaskTokens> answers =
                    pass(buffers, tensors, new float[prompt.count() * MASK_SIZE], prompt.count(), false);
            for (int step = 0; step < refinementSteps; step++) {
                answers = pass(buffers, tensors, limited(answers, choice), prompt.count(), true);
            }
            return answers;
        } catch (OrtException e) {
            throw new ModelException("The decoder failed: " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private List<MaskTokens> pass(
            Inputs buffers, Map<String, OnnxTensor> prompt, float[] mask, int count, boolean hasMask)
            throws OrtException {
        try (OnnxTensor maskTensor = file.tensor(MASK, buffers.keep(MASK, mask), count);
                OnnxTensor hasMaskTensor =
                        file.tensor(HAS_MASK, buffers.keep(HAS_MASK, new float[] {hasMask ? 1 : 0}))) {
            Map<String, OnnxTensor> tensors = new HashMap<>(prompt);
            tensors.put(MASK, maskTensor);
            tensors.put(HAS_MASK, hasMaskTensor);
            try (OrtSession.Result result = file.run(tensors, Set.of(MASKS, SCORES))) {
                return answers(OnnxFile.values(result, MASKS), OnnxFile.values(result, SCORES), count);
            }
        }
    }

    /**
     * @param masks [count][4][256][256]
     * @param scores [count][4]
     */
    private static List<MaskTokens> answers(float[] masks, float[] scores, int count) {
        List<MaskTokens> answers = new ArrayList<>();
        for (int prompt = 0; prompt < count; prompt++) {
            List<Candidate> candidates = new ArrayList<>();
            for (int i = prompt * MaskTokens.COUNT; i < (prompt + 1) * MaskTokens.COUNT; i++) {
                float[] logits = Arrays.copyOfRange(masks, i * MASK_SIZE, (i + 1) * MASK_SIZE);
                candidates.add(new Candidate(new Logits(MASK_SIDE, logits), scores[i]));
            }
            answers.add(new MaskTokens(candidates));
        }
        return answers;
    }

    private static float[] limited(List<MaskTokens> answers, Function<MaskTokens, Candidate> choice) {
        float[] mask = new float[answers.size() * MASK_SIZE];
        int next = 0;
        for (MaskTokens answer : answers) {
            for (float value : choice.apply(answer).logits().values()) {
                mask[next++] = Math.max(-LIMIT, Math.min(LIMIT, value));
            }
        }
        return mask;
    }

    /** Loads the file unless it is loaded. */
    void load() {
        file.load();
    }

    @Override
    public void close() {
        inputs.afterAll(file::close);
    }
}
