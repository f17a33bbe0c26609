package dev.frisket.segment.mask;

/** Counts the occurrences of each symbol, length and distance in bands. */
final class WebpCounts implements WebpBand.Sink {
    /** Counts of symbols, then of length prefixes. */
    private final int[] greens = new int[WebpCodes.SYMBOLS + WebpCodes.LENGTHS];

    private final int[] distances = new int[WebpCodes.DISTANCES];

    @Override
    public void symbol(int symbol) {
        greens[symbol]++;
    }

    @Override
    public void copy(int length, int distance) {
        greens[WebpCodes.SYMBOLS + WebpCodes.prefix(length)]++;
        distances[WebpCodes.prefix(distance)]++;
    }

    synchronized void add(WebpCounts other) {
        for (int i = 0; i < greens.length; i++) {
            greens[i] += other.greens[i];
        }
        for (int i = 0; i < distances.length; i++) {
            distances[i] += other.distances[i];
        }
    }

    WebpCodes codes() {
        return new WebpCodes(PrefixCode.of(greens), PrefixCode.of(distances));
    }
}
