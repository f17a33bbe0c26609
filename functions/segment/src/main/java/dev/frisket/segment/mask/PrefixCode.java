package dev.frisket.segment.mask;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** A canonical Huffman code for one alphabet, written in the form of lossless WebP. */
final class PrefixCode {
    /** Maximum length of a code, bits. */
    private static final int MAX_LENGTH = 15;
    /** Maximum length of a code for code lengths, bits. */
    private static final int MAX_LENGTH_OF_LENGTHS = 7;
    /** The order in which the lengths of the code length codes are written. */
    private static final int[] ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    private static final int SHORT_ZEROS = 17;
    private static final int LONG_ZEROS = 18;

    private final int[] lengths;
    /** Bit-reversed: the root of the tree is the lowest bit. [symbol] */
    private final int[] codes;
    /** The symbols that have a code, in ascending order. */
    private final int[] used;

    private PrefixCode(int[] counts, int longest) {
        lengths = lengths(counts, longest);
        used = IntStream.range(0, lengths.length).filter(i -> lengths[i] > 0).toArray();
        codes = codes();
    }

    /** @param counts number of occurrences of each symbol */
    static PrefixCode of(int... counts) {
        return new PrefixCode(counts, MAX_LENGTH);
    }

    /** A code of one symbol or two symbols, 0 to 255: the code lengths are 0 and 1 bits. */
    static PrefixCode ofSymbols(int... symbols) {
        int[] counts = new int[256];
        for (int symbol : symbols) {
            counts[symbol] = 1;
        }
        return of(counts);
    }

    void write(int symbol, BitWriter bits) {
        if (used.length > 1) {
            bits.write(codes[symbol], lengths[symbol]);
        }
    }

    /** Writes the code's description for the decoder. */
    void writeTo(BitWriter bits) {
        if (used.length <= 2 && (used.length == 0 || used[used.length - 1] < 256)) {
            writeSymbols(bits);
        } else {
            writeLengths(bits);
        }
    }

    private void writeSymbols(BitWriter bits) {
        bits.write(1, 1);
        bits.write(used.length == 2 ? 1 : 0, 1);
        bits.write(1, 1); // eight bits per symbol
        bits.write(used.length == 0 ? 0 : used[0], 8);
        if (used.length == 2) {
            bits.write(used[1], 8);
        }
    }

    private void writeLengths(BitWriter bits) {
        int[] counts = new int[ORDER.length];
        forEachLength((symbol, extra, extraBits) -> counts[symbol]++);
        PrefixCode code = new PrefixCode(counts, MAX_LENGTH_OF_LENGTHS);
        bits.write(0, 1);
        bits.write(ORDER.length - 4, 4);
        for (int length : ORDER) {
            bits.write(code.lengths[length], 3);
        }
        bits.write(0, 1); // the lengths of the whole alphabet follow
        forEachLength((symbol, extra, extraBits) -> {
            code.write(symbol, bits);
            bits.write(extra, extraBits);
        });
    }

    /** Visits the lengths of all symbols; a run of zeros is visited once. */
    private void forEachLength(RunSink sink) {
        for (int i = 0; i < lengths.length; ) {
            int end = i;
            while (end < lengths.length && end - i < 138 && lengths[end] == 0) {
                end++;
            }
            int zeros = end - i;
            if (zeros >= 11) {
                sink.accept(LONG_ZEROS, zeros - 11, 7);
            } else if (zeros >= 3) {
                sink.accept(SHORT_ZEROS, zeros - 3, 3);
            } else {
                end = i + 1;
                sink.accept(lengths[i], 0, 0);
            }
            i = end;
        }
    }

    /** Code lengths; a tree that is too deep is flattened by raising the counts of rare symbols. */
    private static int[] lengths(int[] counts, int longest) {
        for (int least = 1; ; least *= 2) {
            int[] lengths = depths(counts, least);
            if (IntStream.of(lengths).allMatch(length -> length <= longest)) {
                return lengths;
            }
        }
    }

    private static int[] depths(int[] counts, int least) {
        PriorityQueue<Tree> trees = new PriorityQueue<>(Comparator.comparingLong(Tree::count));
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                trees.add(new Leaf(Math.max(least, counts[symbol]), symbol));
            }
        }
        int[] depths = new int[counts.length];
        if (trees.size() == 1) {
            trees.remove().measure(1, depths);
        }
        while (trees.size() > 1) {
            trees.add(new Fork(trees.remove(), trees.remove()));
        }
        trees.forEach(tree -> tree.measure(0, depths));
        return depths;
    }

    private int[] codes() {
        int[] reversed = new int[lengths.length];
        int next = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            next <<= 1;
            for (int symbol : used) {
                if (lengths[symbol] == length) {
                    reversed[symbol] = Integer.reverse(next++) >>> (32 - length);
                }
            }
        }
        return reversed;
    }

    private interface RunSink {
        void accept(int symbol, int extra, int extraBits);
    }

    private sealed interface Tree {
        long count();

        void measure(int depth, int[] depths);
    }

    private record Leaf(long count, int symbol) implements Tree {
        @Override
        public void measure(int depth, int[] depths) {
            depths[symbol] = depth;
        }
    }

    private record Fork(long count, Tree left, Tree right) implements Tree {
        Fork(Tree left, Tree right) {
            this(left.count() + right.count(), left, right);
        }

        @Override
        public void measure(int depth, int[] depths) {
            left.measure(depth + 1, depths);
            right.measure(depth + 1, depths);
        }
    }
}
