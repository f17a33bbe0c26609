package dev.frisket.segment.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Greedy non-maximum suppression: of detections that cover much the same place, the best is kept. */
public final class OverlapSuppression {
    /** Boxes whose IoU is above this are the same thing seen twice. */
    private static final double MAX_OVERLAP = 0.5;

    private OverlapSuppression() {}

    /** The detections that overlap no better one that is kept: the best first, of equal scores in the order given. */
    public static List<Detection> apply(List<Detection> detections) {
        List<Detection> kept = new ArrayList<>();
        detections.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .filter(detection -> kept.stream().noneMatch(better -> overlap(better, detection)))
                .forEachOrdered(kept::add);
        return kept;
    }

    private static boolean overlap(Detection a, Detection b) {
        return a.box().iou(b.box()) > MAX_OVERLAP;
    }
}
