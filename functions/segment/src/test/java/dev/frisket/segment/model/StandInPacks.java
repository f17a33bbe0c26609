package dev.frisket.segment.model;

import java.util.Optional;

/** The stand-in as the packs in use: what tests hand to whatever wants {@link ModelPacks}. */
public final class StandInPacks implements ModelPacks {
    private final MaskModel maskModel = new StandInModel();
    private final Detector detector = new StandInDetector();

    @Override
    public MaskModel maskModel() {
        return maskModel;
    }

    @Override
    public Optional<Detector> detector() {
        return Optional.of(detector);
    }

    @Override
    public void close() {
        detector.close();
        maskModel.close();
    }
}
