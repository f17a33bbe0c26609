package dev.frisket.packs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What goes in or comes out of a model; in a manifest, a bare shape is one of floats.
 *
 * @param elements what it holds
 * @param shape its sizes
 */
public record TensorSpec(Elements elements, Shape shape) {

    /** What a tensor holds. */
    public enum Elements {
        /** 32-bit floats. */
        @JsonProperty("float")
        FLOAT,
        /** Bytes, 0..255. */
        @JsonProperty("uint8")
        UINT8,
        /** 64-bit whole numbers. */
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

    /** Whether one that a model file declares can be used as this one: it may leave sizes open that this one fixes. */
    public boolean fits(TensorSpec declared) {
        return elements == declared.elements && shape.fits(declared.shape);
    }
}
