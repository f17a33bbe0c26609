package dev.frisket.segment.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.frisket.core.artwork.PromptWords;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.model.Detections;
import dev.frisket.segment.model.Detector;
import dev.frisket.segment.model.OverlapSuppression;
import dev.frisket.segment.picture.SourceImage;
import dev.frisket.segment.prompt.PromptPhrases;
import dev.frisket.segment.wordpiece.WordPieces;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Grounding DINO, run by ONNX Runtime: finds objects named by words. One picture at a time: a second in parallel would be
 * no faster and need twice the memory.
 */
public final class OnnxGroundingDino implements Detector {
    private static final String PIXEL_VALUES = "pixel_values";
    private static final String LOGITS = "logits";
    private static final String BOXES = "pred_boxes";
    private static final String STOP = ". ";

    private final OnnxFile model;
    private final Path tokenizer;
    private @Nullable WordPieces pieces;

    /**
     * Opens nothing yet: model and tokenizer are read at first use.
     *
     * @param pack of the family {@code grounding-dino}, its files in place
     * @param threads that one run uses, at least 1
     */
    public OnnxGroundingDino(ModelPack pack, int threads) {
        this.model = new OnnxFile(pack, "detector", threads);
        this.tokenizer = pack.path(pack.manifest().file("tokenizer"));
    }

    @Override
    public synchronized void load() {
        model.load();
        pieces();
    }

    /** What is excluded is looked for in a run of its own, and only when something was found that it could be part of. */
    @Override
    public synchronized Detections detect(SourceImage picture, String prompt, double confidence) {
        PromptPhrases phrases = PromptPhrases.of(prompt);
        String wanted = phrases.excludes() ? String.join(STOP, phrases.wanted()) : prompt;
        List<Detection> found = find(picture, wanted, confidence);
        List<Detection> excluded =
                found.isEmpty() ? List.of() : find(picture, String.join(STOP, phrases.excluded()), confidence);
        return new Detections(found, excluded, words(phrases, wanted));
    }

    private List<Detection> find(SourceImage picture, String text, double confidence) {
        DinoPrompt read = DinoPrompt.of(text, pieces());
        if (!read.names()) {
            return List.of();
        }
        return OverlapSuppression.apply(answer(picture, read).detections(read, pieces(), confidence));
    }

    /** A phrase counts as understood if any of its words is in the vocabulary: the model itself does not report it. */
    private PromptWords words(PromptPhrases phrases, String wanted) {
        List<String> asked = DinoPrompt.phrases(wanted).stream().distinct().toList();
        List<String> understood = asked.stream().filter(this::names).toList();
        List<String> unknown =
                asked.stream().filter(phrase -> !understood.contains(phrase)).toList();
        return new PromptWords(understood, phrases.excluded(), unknown);
    }

    private boolean names(String phrase) {
        return DinoPrompt.of(phrase, pieces()).names();
    }

    DinoAnswer answer(SourceImage picture, DinoPrompt prompt) {
        DinoPicture input = DinoPicture.of(picture, model.shape(PIXEL_VALUES));
        long[] ids = prompt.ids().stream().mapToLong(Integer::longValue).toArray();
        try (OnnxTensor pixels = model.tensor(PIXEL_VALUES, FloatBuffer.wrap(input.values()), sides(input));
                OnnxTensor mask = longs("pixel_mask", input.width() * input.height(), 1, sides(input));
                OnnxTensor inputIds = model.tensor("input_ids", LongBuffer.wrap(ids), ids.length);
                OnnxTensor types = longs("token_type_ids", ids.length, 0, ids.length);
                OnnxTensor attention = longs("attention_mask", ids.length, 1, ids.length);
                OrtSession.Result result = model.run(
                        Map.of(
                                PIXEL_VALUES,
                                pixels,
                                "pixel_mask",
                                mask,
                                "input_ids",
                                inputIds,
                                "token_type_ids",
                                types,
                                "attention_mask",
                                attention),
                        Set.of(LOGITS, BOXES))) {
            return new DinoAnswer(OnnxFile.values(result, LOGITS), OnnxFile.values(result, BOXES));
        } catch (OrtException e) {
            throw new ModelException("Grounding DINO failed: " + e.getMessage(), e);
        }
    }

    private static long[] sides(DinoPicture input) {
        return new long[] {input.height(), input.width()};
    }

    private OnnxTensor longs(String name, int count, long value, long... chosenSizes) throws OrtException {
        long[] values = new long[count];
        Arrays.fill(values, value);
        return model.tensor(name, LongBuffer.wrap(values), chosenSizes);
    }

    WordPieces pieces() {
        if (pieces == null) {
            try {
                pieces = WordPieces.parse(Files.readAllBytes(tokenizer));
            } catch (IOException | IllegalArgumentException e) {
                throw new ModelException(tokenizer + " can't be read: " + e.getMessage(), e);
            }
        }
        return pieces;
    }

    @Override
    public synchronized void close() {
        model.close();
    }
}
