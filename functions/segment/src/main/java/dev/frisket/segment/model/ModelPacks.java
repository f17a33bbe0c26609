package dev.frisket.segment.model;

/** The models that a worker works with, and the handle that closes them. */
public interface ModelPacks extends AutoCloseable {

    /** What turns points and boxes into masks. */
    MaskModel maskModel();

    /** Closes every model. */
    @Override
    void close();
}
