package dev.frisket.segment.mask;

/** The contract's definitions, implemented literally and slowly. */
final class Reference {
    private Reference() {}

    /** {@code steps} 3x3 dilations or erosions, one after the other; outside, the border pixel is repeated. */
    static Mask grown(Mask mask, int steps, boolean tapered) {
        Mask grown = mask;
        for (int step = 0; step < Math.abs(steps); step++) {
            grown = oneStep(grown, steps > 0, tapered);
        }
        return grown;
    }

    private static Mask oneStep(Mask mask, boolean dilation, boolean tapered) {
        byte[] coverage = new byte[mask.coverage().length];
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                int extreme = sample(mask, x, y);
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        if (!tapered || dx == 0 || dy == 0) {
                            int other = sample(mask, x + dx, y + dy);
                            extreme = dilation ? Math.max(extreme, other) : Math.min(extreme, other);
                        }
                    }
                }
                coverage[y * mask.width() + x] = (byte) extreme;
            }
        }
        return new Mask(mask.width(), mask.height(), coverage);
    }

    /** The full two-dimensional sum in double precision, rounded. */
    static Mask blurred(Mask mask, int radius, double sigma) {
        int shorter = Math.min(mask.width(), mask.height());
        int side = 2 * radius + 1;
        if (shorter <= side) {
            side = shorter / 2 + (shorter / 2 % 2 == 0 ? 1 : 0);
        }
        if (radius <= 0 || side < 3) {
            return mask;
        }
        int reach = side / 2;
        byte[] coverage = new byte[mask.coverage().length];
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                double sum = 0;
                double weights = 0;
                for (int dy = -reach; dy <= reach; dy++) {
                    for (int dx = -reach; dx <= reach; dx++) {
                        double weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
                        weights += weight;
                        sum += weight * sample(mask, mirrored(x + dx, mask.width()), mirrored(y + dy, mask.height()));
                    }
                }
                coverage[y * mask.width() + x] = (byte) Math.round(sum / weights);
            }
        }
        return new Mask(mask.width(), mask.height(), coverage);
    }

    private static int mirrored(int i, int size) {
        return i < 0 ? -i : i >= size ? 2 * size - 2 - i : i;
    }

    private static int sample(Mask mask, int x, int y) {
        int column = Math.max(0, Math.min(mask.width() - 1, x));
        int row = Math.max(0, Math.min(mask.height() - 1, y));
        return mask.coverage()[row * mask.width() + column] & 0xff;
    }
}
