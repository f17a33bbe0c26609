package dev.frisket.packs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

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
        @JsonProperty("float")
        FLOAT,
        /** Bytes, 0..255. */
        @JsonProperty("uint8")
        UINT8,
        /** 64-bit integers. */
        @JsonProperty("int64")
        INT64
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public TensorSpec {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TensorSpec floats(List<Long> sizes) {
        return new TensorSpec(Elements.FLOAT, new Shape(sizes));
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
