package dev.frisket.segment.mask;

import java.util.Arrays;

/** Adjacent rows of symbols, split into single symbols and copies of earlier symbols (LZ77). */
final class WebpBand {
    /** Rows above the band from which copies may begin. */
    private static final int CONTEXT = 3;
    /** Maximum length of a copy, symbols. */
    private static final int MAX_COPY = 4096;
    /** Offsets {left, up} of the start of a copy, in the format's order: short codes first. */
    private static final int[][] BACK = {
        {0, 1}, {1, 0}, {1, 1}, {-1, 1}, {0, 2}, {2, 0}, {1, 2}, {-1, 2}, {2, 1}, {-2, 1}, {2, 2}, {-2, 2}
    };

    private final WebpSymbols symbols;
    private final byte[] window;
    private final int start;

    WebpBand(WebpSymbols symbols, int first, int end) {
        int context = Math.min(CONTEXT, first);
        this.symbols = symbols;
        this.start = context * symbols.width();
        this.window = new byte[(end - first + context) * symbols.width()];
        for (int y = first - context; y < end; y++) {
            symbols.read(y, window, (y - first + context) * symbols.width());
        }
    }

    void forEach(Sink sink) {
        int[] distances = distances();
        for (int i = start; i < window.length; ) {
            int rest = Math.min(MAX_COPY, window.length - i);
            int longest = 0;
            int code = 0;
            for (int candidate = 0; candidate < BACK.length && longest < rest; candidate++) {
                int from = i - distances[candidate];
                if (distances[candidate] > 0 && from >= 0 && window[from] == window[i]) {
                    int length = Arrays.mismatch(window, i, i + rest, window, from, from + rest);
                    length = length < 0 ? rest : length;
                    if (length > longest) {
                        longest = length;
                        code = candidate + 1;
                    }
                }
            }
            if (longest >= symbols.shortestCopy()) {
                sink.copy(longest, code);
                i += longest;
            } else {
                sink.symbol(window[i] & 0xff);
                i++;
            }
        }
    }

    /** The offsets in symbols; 0 where rows are so narrow that decoders might resolve the offset differently. */
    private int[] distances() {
        int width = symbols.width();
        return Arrays.stream(BACK)
                .mapToInt(back -> Math.abs(back[0]) < width ? back[1] * width + back[0] : 0)
                .toArray();
    }

    /** Receives the parts of a band in order. */
    interface Sink {
        void symbol(int symbol);

        /** A copy of {@code length} earlier symbols; {@code distance} is the format's code for the distance. */
        void copy(int length, int distance);
    }
}
