package dev.frisket.packs;

import java.util.Arrays;

/**
 * The type of an input or output tensor of a model; in a manifest, a bare shape means floats.
 *
 * @param elements type of the elements
 * @param shape its sizes
 */
public record TensorSpec(Elements elements, Shape shape) {

    /** Element type of a tensor. */
    public enum Elements {
        /** 32-bit floats. */
        FLOAT("float"),
        /** Bytes, 0..255. */
        UINT8("uint8"),
        /** 64-bit integers. */
        INT64("int64");

        private final String value;

        Elements(String value) {
            this.value = value;
        }

        /**
         * The type that a manifest names.
         *
         * @throws IllegalArgumentException if there is none of this name
         */
        static Elements of(String value) {
            return Arrays.stream(values())
                    .filter(one -> one.value.equals(value))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("not a type of elements: " + value));
        }
    }

    /** A tensor of floats. */
    public static TensorSpec floats(Shape shape) {
        return new TensorSpec(Elements.FLOAT, shape);
    }

    /** Whether a tensor declared by a model file satisfies this type: it may leave open sizes that this one fixes. */
    public boolean fits(TensorSpec declared) {
        return elements == declared.elements && shape.fits(declared.shape);
    }
}
