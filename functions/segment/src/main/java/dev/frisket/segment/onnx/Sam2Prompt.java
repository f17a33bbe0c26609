package dev.frisket.segment.onnx;

import dev.frisket.core.artwork.Point;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.PointsPrompt;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Prompts in SAM 2's input form: labelled points in the pixels of its square input.
 *
 * @param count number of prompts
 * @param points per prompt
 * @param coordinates x and y, pixels 0..1024, [count][points][2]
 * @param labels kind of each point, [count][points]
 */
record Sam2Prompt(int count, int points, FloatBuffer coordinates, FloatBuffer labels) {
    private static final float BACKGROUND = 0;
    private static final float FOREGROUND = 1;
    private static final float TOP_LEFT = 2;
    private static final float BOTTOM_RIGHT = 3;

    /** Points per box. */
    private static final int CORNERS = 2;

    /** One prompt: the box's corners, then positives, then negatives, in the order given. */
    static Sam2Prompt of(PointsPrompt prompt) {
        Box box = prompt.box();
        int corners = box == null ? 0 : CORNERS;
        Sam2Prompt whole = allocate(
                1, corners + prompt.positive().size() + prompt.negative().size());
        if (box != null) {
            whole.add(box);
        }
        prompt.positive().forEach(point -> whole.add(point, FOREGROUND));
        prompt.negative().forEach(point -> whole.add(point, BACKGROUND));
        return whole.flip();
    }

    /** One prompt per box: its corners. */
    static Sam2Prompt of(List<Box> boxes) {
        Sam2Prompt whole = allocate(boxes.size(), CORNERS);
        boxes.forEach(whole::add);
        return whole.flip();
    }

    private static Sam2Prompt allocate(int count, int points) {
        return new Sam2Prompt(
                count, points, FloatBuffer.allocate(count * points * 2), FloatBuffer.allocate(count * points));
    }

    private void add(Box box) {
        add(new Point(box.left(), box.top()), TOP_LEFT);
        add(new Point(box.right(), box.bottom()), BOTTOM_RIGHT);
    }

    private void add(Point point, float label) {
        coordinates.put((float) (point.x() * Sam2Encoder.SIDE)).put((float) (point.y() * Sam2Encoder.SIDE));
        labels.put(label);
    }

    private Sam2Prompt flip() {
        coordinates.flip();
        labels.flip();
        return this;
    }
}
