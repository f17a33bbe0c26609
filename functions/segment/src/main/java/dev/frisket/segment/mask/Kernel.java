package dev.frisket.segment.mask;

/** Cumulative weights of a symmetric kernel: the response to a unit step at each position within the kernel. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Kernel(int radius, float[] sums) {

    /** Weights rising from 0 (no part of the kernel is past the step) to 1 (all of it is), [2 * radius + 2]. */
    static Kernel gaussian(int radius, double sigma) {
        int side = 2 * radius + 1;
        double[] rising = new double[side + 1];
        for (int i = 0; i < side; i++) {
            double offset = (i - radius) / sigma;
            rising[i + 1] = rising[i] + Math.exp(-offset * offset / 2);
        }
        float[] sums = new float[side + 1];
        for (int i = 0; i <= side; i++) {
            sums[i] = (float) (rising[i] / rising[side]);
        }
        return new Kernel(radius, sums);
    }

    int side() {
        return 2 * radius + 1;
    }
}
