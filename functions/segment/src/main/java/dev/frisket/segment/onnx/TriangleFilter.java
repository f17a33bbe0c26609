package dev.frisket.segment.onnx;

/**
 * Weights that bring one side of a picture to another length: linear between samples when it grows, and a triangle as
 * wide as the step on each side when it shrinks, so that no sample is passed over.
 *
 * <p>Weights are computed when asked for: a table would have two entries for each sample, and sides go up to 64 million.
 */
final class TriangleFilter {
    private final int from;
    private final double step;
    private final double radius;
    private final double[] normaliser;

    /**
     * @param from length of the side, samples, at least 1
     * @param to wanted length, samples, at least 1
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

    /** The first sample that {@code out} takes from. */
    int first(int out) {
        return Math.max(0, (int) (centre(out) - radius + 0.5));
    }

    /** One after the last sample that {@code out} takes from. */
    int end(int out) {
        return Math.min(from, (int) (centre(out) + radius + 0.5));
    }

    /** The share of a sample between first and end; the shares of one {@code out} sum to 1. */
    float weight(int out, int sample) {
        return (float) share(out, sample);
    }

    /** The shares of all samples from first to end. */
    float[] weights(int out) {
        int first = first(out);
        float[] weights = new float[end(out) - first];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight(out, first + i);
        }
        return weights;
    }

    /** A share more exactly. */
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
