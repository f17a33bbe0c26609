package dev.frisket.segment.onnx;

import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.wordpiece.WordPieces;
import java.util.ArrayList;
import java.util.List;

/**
 * The output of Grounding DINO, interpreted as by the reference processor.
 *
 * <p>See {@code post_process_grounded_object_detection} of
 * <a href="https://github.com/huggingface/transformers">transformers</a>.
 *
 * @param logits [query][token], row-major, unbounded: how well each token of the prompt names the query's object
 * @param boxes [query][4], row-major: centre x, centre y, width, height, fractions of the picture's sides
 */
@SuppressWarnings("ArrayRecordComponent") // read once and dropped
record DinoAnswer(float[] logits, float[] boxes) {
    /** Probability above which a token is part of the label. */
    private static final double TEXT_THRESHOLD = 0.25;

    /**
     * The detections with at least this score, in the model's order, overlaps included; boxes are clipped to the
     * picture, and those wholly outside are dropped.
     */
    List<Detection> detections(DinoPrompt prompt, WordPieces pieces, double confidence) {
        List<Detection> found = new ArrayList<>();
        int queries = boxes.length / 4;
        int tokens = logits.length / queries;
        for (int query = 0; query < queries; query++) {
            double score = 0;
            List<Integer> label = new ArrayList<>();
            for (int token = 0; token < tokens; token++) {
                double probability = 1 / (1 + Math.exp(-logits[query * tokens + token]));
                score = Math.max(score, probability);
                if (probability > TEXT_THRESHOLD && token > 0 && token < tokens - 1) {
                    label.add(prompt.ids().get(token));
                }
            }
            double left = edge(query, 0, -0.5);
            double top = edge(query, 1, -0.5);
            double right = edge(query, 0, 0.5);
            double bottom = edge(query, 1, 0.5);
            if (score >= confidence && left < right && top < bottom) {
                found.add(new Detection(new Box(left, top, right, bottom), score, pieces.decode(label)));
            }
        }
        return found;
    }

    private double edge(int query, int axis, double side) {
        double edge = boxes[4 * query + axis] + side * boxes[4 * query + 2 + axis];
        return Math.max(0, Math.min(1, edge));
    }
}
