package dev.frisket.segment.onnx;

/**
 * Weights that resample one side of a picture: linear interpolation when it grows, and a triangle with the step as its
 * radius when it shrinks, so that no sample is skipped.
 *
 * <p>Weights are computed on demand: a table would have two entries per sample, and sides go up to 64 million.
 */
final class TriangleFilter {
    private final int from;
    private final double step;
    private final double radius;
    private final double[] normaliser;

    /**
     * @param from source length, samples, at least 1
     * @param to target length, samples, at least 1
     */
    TriangleFilter(int from, int to) {
        this.from = from;
        this.step = (double) from / to;
        this.radius = Math.max(step, 1);
        this.normaliser = new double[to];
        for (int out = 0; out < to; out++) {
            double sum = 0;
            for (int sample = first(out); sample < end(out); sample++) {
                sum += triangle(out, sample);
            }
            normaliser[out] = 1 / sum;
        }
    }

    /** The first sample that contributes to {@code out}. */
    int first(int out) {
        return Math.max(0, (int) (centre(out) - radius + 0.5));
    }

    /** One after the last sample that contributes to {@code out}. */
    int end(int out) {
        return Math.min(from, (int) (centre(out) + radius + 0.5));
    }

    /** The weight of a sample between first and end; the weights of one {@code out} sum to 1. */
    float weight(int out, int sample) {
        return (float) share(out, sample);
    }

    /** The weights of all samples from first to end. */
    float[] weights(int out) {
        int first = first(out);
        float[] weights = new float[end(out) - first];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight(out, first + i);
        }
        return weights;
    }

    /** The weight in double precision. */
    double share(int out, int sample) {
        return triangle(out, sample) * normaliser[out];
    }

    private double triangle(int out, int sample) {
        return Math.max(0, 1 - Math.abs(sample + 0.5 - centre(out)) / radius);
    }

    private double centre(int out) {
        return (out + 0.5) * step;
    }
}
