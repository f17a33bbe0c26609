package dev.frisket.segment.model;

import java.util.Optional;

/** The models that a worker works with, and the handle that closes them. */
public interface ModelPacks extends AutoCloseable {

    /** What turns points and boxes into masks. */
    MaskModel maskModel();

    /** What turns words into boxes; empty if no pack in use does. */
    Optional<Detector> detector();

    /** Closes every model. */
    @Override
    void close();
}
