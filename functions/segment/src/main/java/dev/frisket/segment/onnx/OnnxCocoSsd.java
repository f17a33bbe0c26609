package dev.frisket.segment.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.model.Detections;
import dev.frisket.segment.model.Detector;
import dev.frisket.segment.picture.SourceImage;
import dev.frisket.segment.prompt.ParsedPrompt;
import dev.frisket.segment.prompt.PromptReader;
import dev.frisket.segment.prompt.Vocabulary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** COCO-SSD: a detector of 80 classes, asked only for those that a prompt names, in the whole picture and in tiles. */
public final class OnnxCocoSsd implements Detector {
    /** Pixels on each side of the square that the model sees. */
    static final int SIDE = 300;

    private static final String IMAGE = "image";
    private static final String BOXES = "boxes";
    private static final String SCORES = "scores";
    private static final int EDGES = 4;

    /** Share of a box in a tile above which it is a part of a larger one: an arm of the person, a wheel of the bus. */
    private static final double PART = 0.9;

    private final Vocabulary vocabulary;
    private final PromptReader prompts;
    private final OnnxFile file;

    /**
     * Reads the words; the model is loaded at first use.
     *
     * @param pack of the family {@code coco-ssd}, its files in place
     * @param threads that one run uses, at least 1
     * @throws ModelException if the words can't be read
     */
    public OnnxCocoSsd(ModelPack pack, int threads) {
        this.file = new OnnxFile(pack, "detector", threads);
        this.vocabulary = new Vocabulary(pack.words()
                .orElseThrow(() -> new ModelException(
                        "The manifest of the pack " + pack.manifest().name() + " has no file of the role words.")));
        this.prompts = new PromptReader(vocabulary);
    }

    @Override
    public void load() {
        file.load();
    }

    @Override
    public Detections detect(SourceImage picture, String prompt, double confidence) {
        ParsedPrompt parsed = prompts.read(prompt);
        Set<String> lookedFor = parsed.lookedFor();
        if (lookedFor.isEmpty()) {
            return parsed.among(List.of(), vocabulary.classes());
        }
        int[] classes = IntStream.range(0, vocabulary.classes().size())
                .filter(i -> lookedFor.contains(vocabulary.classes().get(i)))
                .toArray();
        return parsed.among(see(picture, classes, confidence), vocabulary.classes());
    }

    private List<Detection> see(SourceImage picture, int[] classes, double confidence) {
        LookPixels pixels = new LookPixels(picture, SIDE);
        List<Detection> whole = look(Look.WHOLE, pixels, classes, confidence);
        Stream<Detection> tiles = Look.tilesOf(picture.width(), picture.height(), SIDE).stream()
                .flatMap(tile -> look(tile, pixels, classes, confidence).stream())
                .filter(detection -> whole.stream().noneMatch(larger -> isPart(detection, larger)));
        return Stream.concat(whole.stream(), tiles).toList();
    }

    /** Whether what a tile shows is, more likely than not, part of something that the whole picture shows. */
    private static boolean isPart(Detection detection, Detection larger) {
        return larger.score() > detection.score()
                && larger.label().equals(detection.label())
                && detection.box().coverage(larger.box()) > PART;
    }

    private List<Detection> look(Look look, LookPixels pixels, int[] classes, double confidence) {
        try (OnnxTensor image = file.tensor(IMAGE, ByteBuffer.wrap(pixels.of(look)), SIDE, SIDE);
                OrtSession.Result result = file.run(Map.of(IMAGE, image), file.outputs())) {
            return detections(look, OnnxFile.values(result, BOXES), OnnxFile.values(result, SCORES), classes).stream()
                    .filter(detection -> detection.score() >= confidence)
                    .toList();
        } catch (OrtException e) {
            throw new ModelException("The detector failed: " + e.getMessage(), e);
        }
    }

    /**
     * The best of the classes at each anchor.
     *
     * @param boxes left, top, right, bottom as fractions of the look, [anchor][4]
     * @param scores 0..1, [anchor][class]
     */
    private List<Detection> detections(Look look, float[] boxes, float[] scores, int[] classes) {
        List<Detection> detections = new ArrayList<>();
        for (int anchor = 0; anchor < boxes.length / EDGES; anchor++) {
            int row = anchor * vocabulary.classes().size();
            int best = classes[0];
            for (int each : classes) {
                best = scores[row + each] > scores[row + best] ? each : best;
            }
            int box = anchor * EDGES;
            boolean hollow = boxes[box] >= boxes[box + 2] || boxes[box + 1] >= boxes[box + 3];
            if (!hollow) {
                look.detection(
                                new Box(boxes[box], boxes[box + 1], boxes[box + 2], boxes[box + 3]),
                                scores[row + best],
                                vocabulary.classes().get(best))
                        .ifPresent(detections::add);
            }
        }
        return detections;
    }

    @Override
    public void close() {
        file.close();
    }
}
