package dev.frisket.segment.model;

/**
 * The code that runs a model pack; it implements one of the ports below.
 *
 * <p>Thread-safe; results depend only on the arguments.
 */
public sealed interface Model extends AutoCloseable permits MaskModel, Detector, TextMaskModel {

    /** Loads the model now instead of at first use, so that the first caller doesn't wait for it. */
    default void load() {}

    /** Frees the model's resources; it can't be used afterwards. */
    @Override
    void close();
}
