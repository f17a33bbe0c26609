package dev.frisket.status;

import dev.frisket.core.shape.Rle;
import java.util.Arrays;

/** The runs inside the mask in two adjacent columns, initially no column and the leftmost one. */
final class ColumnRuns {
    final Regions regions = new Regions();
    private final Rle mask;
    private int index = -1;
    /** The next run inside, and where the one after it begins. */
    private int run = 1;

    private int start;
    private int end;

    /** Rows at which a column turns from outside to inside and back. */
    int[] left = new int[16];

    int[] right = new int[16];
    int leftCount;
    int rightCount;
    private int leftRuns;
    private int rightRuns;

    ColumnRuns(Rle mask) {
        this.mask = mask;
        this.start = mask.runs()[0];
        this.end = mask.runs().length > 1 ? start + mask.runs()[1] : start;
    }

    /** Advances by one column; after the rightmost, the right column is empty. */
    void next() {
        int[] spare = left;
        left = right;
        leftCount = rightCount;
        leftRuns = rightRuns;
        right = spare;
        rightCount = 0;
        rightRuns = regions.count();
        index++;
        if (index < mask.width()) {
            read();
        }
    }

    private void read() {
        int[] runs = mask.runs();
        int top = index * mask.height();
        int bottom = top + mask.height();
        while (run < runs.length && start < bottom) {
            if (rightCount + 2 > right.length) {
                right = Arrays.copyOf(right, 2 * right.length);
            }
            right[rightCount++] = Math.max(start, top) - top;
            right[rightCount++] = Math.min(end, bottom) - top;
            regions.add();
            if (end > bottom) {
                return; // it continues in the next column
            }
            run += 2;
            if (run < runs.length) {
                start = end + runs[run - 1];
                end = start + runs[run];
            }
        }
    }

    /** The run that begins at the turn with this index. */
    int leftRun(int turn) {
        return leftRuns + turn / 2;
    }

    int rightRun(int turn) {
        return rightRuns + turn / 2;
    }

    /** Runs that belong to the same region, in Tarjan's forest of disjoint sets. */
    static final class Regions {
        private int[] parents = new int[256];
        private int count;

        int count() {
            return count;
        }

        void add() {
            if (count == parents.length) {
                parents = Arrays.copyOf(parents, 2 * count);
            }
            parents[count] = count;
            count++;
        }

        int find(int run) {
            int at = run;
            while (parents[at] != at) {
                parents[at] = parents[parents[at]];
                at = parents[at];
            }
            return at;
        }

        void unite(int one, int other) {
            int first = find(one);
            int second = find(other);
            parents[Math.max(first, second)] = Math.min(first, second);
        }
    }
}
