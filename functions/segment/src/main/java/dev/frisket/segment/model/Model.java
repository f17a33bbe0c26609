package dev.frisket.segment.model;

/**
 * What the code of a model pack implements, by one of the ports below.
 *
 * <p>Safe for use by several threads; answers depend on nothing but the arguments.
 */
public sealed interface Model extends AutoCloseable permits MaskModel, Detector, TextMaskModel {

    /** Loads now what would otherwise load at first use, so that the first caller doesn't wait for it. */
    default void load() {}

    /** Frees what the model holds; it can't be used afterwards. */
    @Override
    void close();
}
