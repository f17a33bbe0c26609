package dev.frisket.segment.mask;

/** Weights of a symmetric kernel, summed up from its end: what a step of 1 adds where it enters the kernel's reach. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Kernel(int radius, float[] sums) {

    /** Rising from 0 (nothing of the kernel is past the step) to 1 (all of it is), [2 * radius + 2]. */
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
