package dev.frisket.packs;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The sizes of a tensor.
 *
 * @param sizes one for each dimension, outermost first; at least 1, or {@value #ANY} for any size
 */
public record Shape(List<Long> sizes) {
    /** A size that depends on the input. */
    public static final long ANY = -1;

    /** @throws IllegalArgumentException if a size is neither positive nor {@link #ANY} */
    public Shape {
        sizes = List.copyOf(sizes);
        if (sizes.stream().anyMatch(size -> size < 1 && size != ANY)) {
            throw new IllegalArgumentException("a size is neither positive nor " + ANY + ": " + sizes);
        }
    }

    /** The shape of a tensor whose sizes a runtime reports as an array. */
    public static Shape of(long... sizes) {
        return new Shape(LongStream.of(sizes).boxed().toList());
    }

    /** The sizes with each {@link #ANY} replaced by the next chosen size. */
    public long[] with(long... chosen) {
        long[] whole = new long[sizes.size()];
        int next = 0;
        for (int i = 0; i < whole.length; i++) {
            whole[i] = sizes.get(i) == ANY ? chosen[next++] : sizes.get(i);
        }
        return whole;
    }

    /** Whether the declared sizes equal these, or are {@link #ANY}. */
    boolean fits(Shape declared) {
        return sizes.size() == declared.sizes.size()
                && IntStream.range(0, sizes.size())
                        .allMatch(i -> declared.sizes.get(i) == ANY
                                || declared.sizes.get(i).equals(sizes.get(i)));
    }

    @Override
    public String toString() {
        return sizes.toString();
    }
}
