package dev.frisket.status;

import dev.frisket.core.shape.Rle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Traces the outlines of a mask along the edges of its pixels.
 *
 * <p>The columns are swept from left to right. On each line between two columns, the vertical edges are found by merging
 * the runs of both, and each end of an edge is joined with the pending end of a horizontal edge at the same height. Both
 * kinds of edges are therefore found without sorting, in time linear in the number of runs and columns. Where
 * two pixels touch only at a corner, two ends meet, one for each of the pixels: regions are 4-connected.
 *
 * <p>Each vertical edge points upwards if the mask is on its right, otherwise downwards, so the mask is always on the
 * right hand: outer rings run clockwise as displayed, holes anticlockwise. The leftmost edge of a ring determines which
 * it is.
 */
final class Polygons {
    /** Least number of characters of two corners: {@code [0,0],} each. */
    private static final int MIN_CHARACTERS_OF_EDGE = 12;

    private final int maxCharacters;
    private final ColumnRuns columns;
    /** The pending end of a horizontal edge at each height. */
    private final int[] waiting;

    // Edge e has the upper end 2e and the lower end 2e + 1.
    private int[] x = new int[64];
    private int[] y = new int[128];
    /** The end at the other side of the horizontal edge at each end. */
    private int[] across = new int[128];
    /** The run next to each edge. */
    private int[] runOfEdge = new int[64];

    private final BitSet upwards = new BitSet();
    private int edges;

    private Polygons(Rle mask, int maxCharacters) {
        this.maxCharacters = maxCharacters;
        this.columns = new ColumnRuns(mask);
        this.waiting = new int[mask.height() + 1];
    }

    /**
     * The polygons as JSON: of each its closed rings, the outer one first, each an array of corners {@code [x, y]}.
     *
     * @param maxCharacters maximum length of the text
     * @return empty if the text would be longer
     */
    static Optional<String> trace(Rle mask, int maxCharacters) {
        Polygons polygons = new Polygons(mask, maxCharacters);
        for (int line = 0; line <= mask.width(); line++) {
            if (!polygons.sweep(line)) {
                return Optional.empty();
            }
        }
        return polygons.text();
    }

    /** Finds the edges on the line to the left of a column; returns whether they still fit. */
    private boolean sweep(int line) {
        columns.next();
        int[] left = columns.left;
        int[] right = columns.right;
        int i = 0;
        int j = 0;
        while (i < columns.leftCount || j < columns.rightCount) {
            int height = Math.min(
                    i < columns.leftCount ? left[i] : Integer.MAX_VALUE,
                    j < columns.rightCount ? right[j] : Integer.MAX_VALUE);
            boolean leftTurns = i < columns.leftCount && left[i] == height;
            boolean rightTurns = j < columns.rightCount && right[j] == height;
            boolean inLeft = i % 2 == 1;
            boolean inRight = j % 2 == 1;
            i += leftTurns ? 1 : 0;
            j += rightTurns ? 1 : 0;
            boolean ends = inLeft != inRight;
            boolean begins = (i % 2 == 1) != (j % 2 == 1);
            int lower = 2 * edges - 1; // of the edge above, if it ends here
            if (begins) {
                begin(line, height, j % 2 == 1 ? columns.rightRun(j - 1) : columns.leftRun(i - 1), j % 2 == 1);
            }
            int upper = 2 * edges - 2; // of the edge below, if it begins here
            if (ends) {
                y[lower] = height;
            }
            if (ends && begins) {
                // The pixel above is at the left or at the right; its edge turns to its own side.
                joinLeft(inLeft ? lower : upper, height);
                waiting[height] = inLeft ? upper : lower;
            } else if (ends || begins) {
                int end = ends ? lower : upper;
                if (leftTurns) {
                    joinLeft(end, height);
                } else {
                    waiting[height] = end;
                }
            }
            if (i % 2 == 1 && j % 2 == 1) {
                columns.regions.unite(columns.leftRun(i - 1), columns.rightRun(j - 1));
            }
        }
        return edges <= maxCharacters / MIN_CHARACTERS_OF_EDGE;
    }

    private void begin(int line, int top, int run, boolean isUpwards) {
        if (edges == x.length) {
            x = Arrays.copyOf(x, 2 * edges);
            runOfEdge = Arrays.copyOf(runOfEdge, 2 * edges);
            y = Arrays.copyOf(y, 4 * edges);
            across = Arrays.copyOf(across, 4 * edges);
        }
        x[edges] = line;
        y[2 * edges] = top;
        runOfEdge[edges] = run;
        upwards.set(edges, isUpwards);
        edges++;
    }

    private void joinLeft(int end, int height) {
        int other = waiting[height];
        across[end] = other;
        across[other] = end;
    }

    private Optional<String> text() {
        Map<Integer, List<Integer>> polygons = new LinkedHashMap<>();
        BitSet seen = new BitSet(edges);
        for (int edge = 0; edge < edges; edge++) {
            if (!seen.get(edge)) {
                polygons.computeIfAbsent(columns.regions.find(runOfEdge[edge]), region -> new ArrayList<>())
                        .add(edge);
                for (int each = edge; !seen.get(each); each = after(each)) {
                    seen.set(each);
                }
            }
        }
        StringBuilder text = new StringBuilder("[");
        for (List<Integer> rings : polygons.values()) {
            text.append(text.length() == 1 ? "[" : ",[");
            for (int ring = 0; ring < rings.size(); ring++) {
                text.append(ring == 0 ? "[" : ",[");
                int first = rings.get(ring);
                int each = first;
                do {
                    corner(start(each), text).append(',');
                    corner(start(each) ^ 1, text).append(',');
                    each = after(each);
                } while (each != first && text.length() <= maxCharacters);
                corner(start(first), text).append(']');
            }
            text.append(']');
            if (text.length() >= maxCharacters) {
                return Optional.empty();
            }
        }
        return Optional.of(text.append(']').toString());
    }

    /** The end at which an edge begins, in its direction. */
    private int start(int edge) {
        return upwards.get(edge) ? 2 * edge + 1 : 2 * edge;
    }

    /** The vertical edge that follows on its ring. */
    private int after(int edge) {
        return across[start(edge) ^ 1] / 2;
    }

    private StringBuilder corner(int end, StringBuilder text) {
        return text.append('[').append(x[end / 2]).append(',').append(y[end]).append(']');
    }
}
